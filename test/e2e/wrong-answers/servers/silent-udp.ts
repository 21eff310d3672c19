/** Reads every datagram on port 53, of either family, and replies to none. */
import { createSocket } from 'node:dgram';

createSocket('udp6').on('message', () => {}).bind(53);
