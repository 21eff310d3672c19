import { connect, type Socket } from 'node:net';
import { familyOf, withPort } from './address.ts';
import type { Met } from './attempt.ts';
import type { Outcome } from './contract.ts';
import { kindOf, wordsOf } from './outcome.ts';
import type { Recognised } from './speak/speech.ts';
import { startTurn } from './turn.ts';

/** One TCP connection to be, and how its state reads as an outcome. */
export interface TcpConnection {
  readonly socket: Socket;
  /** An outcome of a connection that stands. */
  readonly connected: (what: Recognised) => Met;
  /** What an error of the socket means, before the handshake or after it. */
  readonly failed: (error: unknown) => Met;
  /** What silence means, before the handshake or after it. */
  readonly silent: () => Met;
}

/** Connects to an address literal from a fresh source port. A handshake that was completed is `connected` for good. */
export const openTcp = ({ address, port }: { address: string; port: number }): TcpConnection => {
  const socket = connect({ host: address, port, autoSelectFamily: false });
  let connects = false;
  let ends: Pick<Outcome, 'local' | 'remote'> = { remote: withPort(address, port) };
  const noteLocal = (): void => {
    const { localAddress, localPort } = socket;
    if (localAddress !== undefined && localPort !== undefined) ends = { ...ends, local: withPort(localAddress, localPort) };
  };
  // connect(2) has chosen our end by then; after a failure the socket knows it no more.
  const inSameTurn = startTurn(noteLocal);
  socket.once('connect', () => {
    connects = true;
    noteLocal();
  });
  const connected: TcpConnection['connected'] = (what) => ({ kind: 'connected', ...what, ...ends });
  return {
    socket,
    connected,
    failed: (error) => {
      const words = wordsOf(error);
      if (connects) return { ...connected({ proof: 'none' }), ...words };
      const origin = inSameTurn() ? 'kernel' : 'wire';
      return { kind: kindOf(words.code, origin, familyOf(address)), proof: 'none', ...words, ...ends };
    },
    silent: () => (connects ? connected({ proof: 'none', code: 'no-answer' }) : { kind: 'timed-out', proof: 'none', ...ends }),
  };
};
