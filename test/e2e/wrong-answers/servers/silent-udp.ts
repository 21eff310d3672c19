/** Reads every datagram on port 53 and replies to none. */
import { createSocket } from 'node:dgram';

for (const type of ['udp4', 'udp6'] as const) createSocket({ type, ipv6Only: true }).on('message', () => {}).bind(53);
