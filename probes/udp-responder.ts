import type { Socket } from 'node:dgram';
import { unmapped } from './address.ts';
import type { Answer } from './answer.ts';

const longestDatagram = 128;

/** Answers requests on a socket, one datagram each, and has no word for anything else. */
export const serveUdp = (socket: Socket, answer: Answer): void => {
  socket.on('error', () => undefined);
  socket.on('message', (message, { address, port }) => {
    if (message.length > longestDatagram) return;
    const reply = answer(message.toString('latin1'), unmapped(address));
    if (reply !== undefined) socket.send(reply, port, address, () => undefined);
  });
};
