import { createServer } from 'node:net';
import { unmapped } from './address.ts';
import type { AcceptRecord, ListeningRecord } from './contract.ts';
import { listenTcp } from './listen.ts';
import type { Clock } from './prober.ts';
import { createTally } from './tally.ts';

/** The port that the kubelet's readiness probe knocks at: it accepts, counts and closes. */
export interface ControlPort {
  readonly listen: (port: number) => Promise<ListeningRecord>;
  readonly drain: () => AcceptRecord[];
  readonly close: () => void;
}

/** Addresses counted apart between two drains; the node's own and a few more. Further ones are left out. */
const maxAddresses = 64;

/** A control port that does not listen yet. */
export const createControlPort = (now: Clock): ControlPort => {
  const tally = createTally<Pick<AcceptRecord, 'from'>>(maxAddresses);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    tally.note({ from: unmapped(socket.remoteAddress ?? '') }, now());
    socket.destroy();
  });
  return {
    listen: async (port) => {
      const error = await listenTcp(server, port);
      return { t: 'listening', protocol: 'tcp', port, ms: now(), ...(error === undefined ? {} : { error }) };
    },
    drain: () => tally.drain().map((seen) => ({ t: 'accept', ...seen })),
    close: () => server.close(),
  };
};
