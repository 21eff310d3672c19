import { createSocket } from 'node:dgram';
import { familyOf, unmapped, withPort } from './address.ts';
import { type Met, runAttempt } from './attempt.ts';
import type { Outcome } from './contract.ts';
import { kindOf, wordsOf } from './outcome.ts';
import type { Clock } from './prober.ts';
import type { Recognised, Speech } from './speak/speech.ts';
import type { StreamTarget } from './tcp-exchange.ts';

/** The kernel chooses. */
const anyPort = 0;

/** Where a datagram goes and comes from. */
export interface DatagramTarget extends StreamTarget {
  /** Source ports to take, the first that is free; if none is, any. */
  readonly from: readonly number[];
}

/**
 * Sends one datagram from a fresh, connected socket and waits for its answer. Being connected, the socket hears
 * nobody but the target, and learns of ICMP errors: those arrive in `recvmsg`. What fails in `connect` or `send`
 * was refused by our own kernel.
 */
export const exchangeOverUdp = (target: DatagramTarget, speech: Speech, now: Clock): Promise<Outcome> =>
  runAttempt(target.timeoutMs, now, (end) => {
    const family = familyOf(target.address);
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    let ends: Pick<Outcome, 'local' | 'remote'> = { remote: withPort(target.address, target.port) };
    let heardForeign = false;
    const answered = (what: Recognised): Met => ({ kind: 'connected', ...what, ...ends });
    const fail = (error: unknown): void => {
      const words = wordsOf(error);
      const origin = words.syscall === 'recvmsg' ? 'wire' : 'kernel';
      end({ kind: kindOf(words.code, origin, family), proof: 'none', ...words, ...ends });
    };
    const left = [...target.from, anyPort];
    const bind = (): void => void socket.bind(left.shift());
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && left.length > 0) bind();
      else fail(error);
    });
    socket.on('listening', () => socket.connect(target.port, target.address));
    socket.on('message', (message) => {
      const reading = speech.read(message);
      if (typeof reading === 'object') end(answered(reading));
      else heardForeign = true;
    });
    socket.on('connect', () => {
      const local = socket.address();
      ends = { ...ends, local: withPort(unmapped(local.address), local.port) };
      socket.send(speech.hello ?? '', (error) => {
        if (error !== null) fail(error);
      });
    });
    bind();
    return {
      overdue: () =>
        heardForeign
          ? answered({ proof: 'none', code: 'unexpected-answer' })
          : { kind: 'timed-out', proof: 'none', ...ends },
      release: () => socket.close(),
    };
  });
