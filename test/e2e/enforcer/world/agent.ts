/**
 * What runs in every pod of the world, and nowhere else: servers that echo, and a dialler that is told what to dial
 * by its own node, which no policy keeps out. It is handed to Node as text, so it imports nothing of ours.
 */
import { createSocket } from 'node:dgram';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createConnection, createServer } from 'node:net';
import { json } from 'node:stream/consumers';

interface Dial {
  readonly address: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

const { ports, controlPort } = JSON.parse(process.env['AGENT'] ?? '{}') as { ports: number[]; controlPort: number };

for (const port of ports) {
  createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(port, '::');
  const udp = createSocket({ type: 'udp6', ipv6Only: false });
  udp.on('message', (message, { port: from, address }) => udp.send(message, from, address)).bind(port, '::');
}

createHttpServer((request, response) => void answer(request, response)).listen(controlPort, '::');

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { dials, timeoutMs } = (await json(request)) as { dials: Dial[]; timeoutMs: number };
  const outcomes = await Promise.all(dials.map((dial) => (dial.protocol === 'TCP' ? dialTcp(dial, timeoutMs) : dialUdp(dial, timeoutMs))));
  response.end(JSON.stringify(outcomes));
}

/** Only what came back from the other end counts as open. */
async function dialTcp({ address, port }: Dial, timeoutMs: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = createConnection({ host: address, port, autoSelectFamily: false });
  const timer = setTimeout(() => resolve('silent'), timeoutMs);
  socket.on('connect', () => socket.write('nonce'));
  socket.on('data', () => resolve('open'));
  socket.on('error', ({ code = 'error' }: NodeJS.ErrnoException) => resolve(code));
  const outcome = await promise;
  clearTimeout(timer);
  socket.destroy();
  return outcome;
}

async function dialUdp({ address, port }: Dial, timeoutMs: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  const timers = [setTimeout(() => resolve('silent'), timeoutMs)];
  socket.on('message', () => resolve('open'));
  socket.on('error', ({ code = 'error' }: NodeJS.ErrnoException) => resolve(code));
  socket.connect(port, address, () => {
    for (const share of [0, 0.3, 0.6]) timers.push(setTimeout(() => socket.send('nonce', () => {}), share * timeoutMs));
  });
  const outcome = await promise;
  timers.forEach(clearTimeout);
  socket.close();
  return outcome;
}
