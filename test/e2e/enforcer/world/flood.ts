/** Sends UDP packets as fast as one process can: `node flood.ts ADDRESS PORT MILLISECONDS`. Prints how many. */
import { createSocket } from 'node:dgram';
import { setImmediate as turn } from 'node:timers/promises';

const [address = '', port = '', forMs = ''] = process.argv.slice(2);
/** Between two looks at the clock. */
const burst = 100;

const socket = createSocket('udp4');
const packet = Buffer.from('x');
let sent = 0;
for (const until = performance.now() + Number(forMs); performance.now() < until; await turn()) {
  await Promise.all(Array.from({ length: burst }, () => new Promise<void>((resolve) => socket.send(packet, Number(port), address, () => resolve()))));
  sent += burst;
}
socket.close();
process.stdout.write(String(sent));
