import { runAttempt } from './attempt.ts';
import type { Outcome } from './contract.ts';
import type { Clock } from './prober.ts';
import type { Speech } from './speak/speech.ts';
import { openTcp } from './tcp-connection.ts';

/** No greeting that we read is longer; whoever sends more does not speak the protocol. */
const longestAnswer = 16_384;

/** Where an exchange over TCP goes, and how long it may take. */
export interface StreamTarget {
  readonly address: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/** Connects, speaks, and reads until the answer is recognised or can no longer be one. */
export const exchangeOverTcp = (target: StreamTarget, speech: Speech | undefined, now: Clock): Promise<Outcome> =>
  runAttempt(target.timeoutMs, now, (end) => {
    const connection = openTcp(target);
    const { socket } = connection;
    let received = Buffer.alloc(0);
    socket.on('connect', () => {
      if (speech === undefined) end(connection.connected({ proof: 'none' }));
      else if (speech.hello !== undefined) socket.write(speech.hello);
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const reading = received.length > longestAnswer ? 'foreign' : (speech?.read(received) ?? 'more');
      if (reading === 'foreign') end(connection.connected({ proof: 'none', code: 'unexpected-answer' }));
      else if (reading !== 'more') end(connection.connected(reading));
    });
    socket.on('end', () => end(connection.connected({ proof: 'none', code: 'closed' })));
    socket.on('error', (error) => end(connection.failed(error)));
    return { overdue: connection.silent, release: () => socket.destroy() };
  });
