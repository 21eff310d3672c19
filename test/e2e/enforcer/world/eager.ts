/** What a pod runs that dials from its first instruction on: a fresh connection every 20 ms, and at the end a line of what came of it. */
import { createConnection } from 'node:net';

const { address, port, forMs } = JSON.parse(process.env['EAGER'] ?? '{}') as { address: string; port: number; forMs: number };
const begun = performance.now();
const openedAtMs: number[] = [];
let attempts = 0;

const dialling = setInterval(() => {
  attempts += 1;
  const at = performance.now() - begun;
  const socket = createConnection({ host: address, port, autoSelectFamily: false });
  socket.setTimeout(500, () => socket.destroy()).on('error', () => {});
  socket.on('connect', () => {
    openedAtMs.push(Math.round(at));
    socket.destroy();
  });
}, 20);

setTimeout(() => {
  clearInterval(dialling);
  setTimeout(() => process.stdout.write(`${JSON.stringify({ attempts, openedAtMs })}\n`), 600);
}, forMs);
