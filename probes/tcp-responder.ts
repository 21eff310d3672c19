import { createServer, type Server, type Socket } from 'node:net';
import { unmapped } from './address.ts';
import type { Answer } from './answer.ts';

const maxConnections = 1024;
const idleMs = 5000;
/** Longer than any request. */
const longestRequest = 128;

const serve = (socket: Socket, answer: Answer): void => {
  const from = unmapped(socket.remoteAddress ?? '');
  let received = '';
  socket.setTimeout(idleMs, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1', 0, longestRequest);
    const end = received.indexOf('\n');
    if (end < 0 && received.length < longestRequest) return;
    const reply = answer(received.slice(0, Math.max(end, 0)), from);
    // We close first: whoever does keeps the port for a minute, and ours is not one of few.
    if (reply === undefined) socket.destroy();
    else socket.end(`${reply}\n`);
  });
};

/** A TCP server that answers one request on each connection, and has no word for anything else. */
export const createTcpResponder = (answer: Answer): Server => {
  const server = createServer((socket) => serve(socket, answer));
  server.maxConnections = maxConnections;
  return server;
};
