import type { Answer } from './answer.ts';
import { greeting, type Listen, type ListeningRecord, type WitnessRecord } from './contract.ts';
import { listenTcp, listenUdp } from './listen.ts';
import type { Clock } from './prober.ts';
import { createTally } from './tally.ts';
import { createTcpResponder } from './tcp-responder.ts';
import { serveUdp } from './udp-responder.ts';

/** Answers nonces and bears witness of them. */
export interface Responder {
  readonly listen: (on: Listen) => Promise<ListeningRecord>;
  /** What arrived since the last call, and how many requests found no room in that. */
  readonly drain: () => { witnesses: WitnessRecord[]; unwitnessed: number };
  readonly close: () => void;
}

/** Nonces × addresses between two drains. A flood of made-up nonces must not fill memory or the log. */
export const maxWitnesses = 2048;

/** A responder that signs its answers with `id`. It never speaks first, and to strangers not at all. */
export const createResponder = (id: string, now: Clock): Responder => {
  const tally = createTally<Pick<WitnessRecord, 'protocol' | 'port' | 'nonce' | 'from'>>(maxWitnesses);
  const open: { close: () => unknown }[] = [];
  let unwitnessed = 0;
  const answerOn =
    ({ protocol, port }: Listen): Answer =>
    (request, from) => {
      const nonce = greeting.pattern.exec(request)?.[1];
      if (nonce === undefined) return undefined;
      if (!tally.note({ protocol, port, nonce, from }, now())) unwitnessed += 1;
      return greeting.answer(request, id, from);
    };
  return {
    listen: async ({ protocol, port }) => {
      const answer = answerOn({ protocol, port });
      const openTcp = (): Promise<string | undefined> => {
        const server = createTcpResponder(answer);
        open.push(server);
        return listenTcp(server, port);
      };
      const openUdp = (): Promise<string | undefined> =>
        listenUdp(port, (socket) => {
          open.push(socket);
          serveUdp(socket, answer);
        });
      const error = await (protocol === 'tcp' ? openTcp() : openUdp());
      return { t: 'listening', protocol, port, ms: now(), ...(error === undefined ? {} : { error }) };
    },
    drain: () => {
      const drained = { witnesses: tally.drain().map((seen): WitnessRecord => ({ t: 'witness', ...seen })), unwitnessed };
      unwitnessed = 0;
      return drained;
    },
    close: () => {
      for (const server of open.splice(0)) server.close();
    },
  };
};
