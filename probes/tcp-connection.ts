import { connect, type Socket } from 'node:net';
import { familyOf, withPort } from './address.ts';
import type { Met } from './attempt.ts';
import type { Outcome } from './contract.ts';
import { kindOf, wordsOf } from './outcome.ts';
import { startTurn } from './turn.ts';

/** One TCP connection to be, and how its state reads as an outcome. */
export interface TcpConnection {
  readonly socket: Socket;
  /** An outcome of a connection that stands. */
  readonly connected: (what: Pick<Outcome, 'proof' | 'code' | 'by' | 'seen'>) => Met;
  /** What an error of the socket means, before the handshake or after it. */
  readonly failed: (error: unknown) => Met;
  /** What silence means, before the handshake or after it. */
  readonly silent: () => Met;
}

/** Connects to an address literal from a fresh source port. A handshake that was completed is `connected` for good. */
export const openTcp = ({ address, port }: { address: string; port: number }): TcpConnection => {
  const inSameTurn = startTurn();
  const socket = connect({ host: address, port, autoSelectFamily: false });
  let ends: Pick<Outcome, 'local' | 'remote'> | undefined;
  socket.once('connect', () => {
    ends = {
      local: withPort(socket.localAddress ?? '', socket.localPort ?? 0),
      remote: withPort(socket.remoteAddress ?? address, socket.remotePort ?? port),
    };
  });
  const connected: TcpConnection['connected'] = (what) => ({ kind: 'connected', ...what, ...ends });
  return {
    socket,
    connected,
    failed: (error) => {
      const words = wordsOf(error);
      if (ends !== undefined) return { ...connected({ proof: 'none' }), ...words };
      const origin = inSameTurn() ? 'kernel' : 'wire';
      return { kind: kindOf(words.code, origin, familyOf(address)), proof: 'none', ...words };
    },
    silent: () =>
      ends === undefined
        ? { kind: 'timed-out', proof: 'none' }
        : connected({ proof: 'none', code: 'no-answer' }),
  };
};
