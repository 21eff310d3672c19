/** Sends so many UDP packets, as fast as one process can: `node flood.ts ADDRESS PORT COUNT`. */
import { createSocket } from 'node:dgram';
import { setImmediate as turn } from 'node:timers/promises';

const [address = '', port = '', count = ''] = process.argv.slice(2);
const burst = 100;

const socket = createSocket('udp4');
const packet = Buffer.from('x');
for (let sent = 0; sent < Number(count); sent += burst) {
  await Promise.all(Array.from({ length: burst }, () => new Promise<void>((resolve) => socket.send(packet, Number(port), address, () => resolve()))));
  await turn();
}
socket.close();
