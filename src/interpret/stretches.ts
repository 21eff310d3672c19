/** One dial's records become stretches of equal answers on the coordinator's clock. */
import type { StreakRecord } from '../../probes/contract.ts';
import type { DialStyle } from '../model/plan.ts';
import type { Window } from './windows.ts';

/** `unclear` is neither: an error of ours, or a handshake by nobody knows whom. */
export type Answer = 'open' | 'closed' | 'unclear';

/** Attempts that were written down together, at most a beat's worth: from the start of the first to that of the last. */
export interface Piece extends Window {
  readonly attempts: number;
}

export interface Stretch {
  readonly answer: Answer;
  readonly attempts: number;
  /** Start of the first attempt, start of the last, end of the last; ms since the epoch. */
  readonly fromMs: number;
  readonly lastStartMs: number;
  readonly toMs: number;
  /** What the last attempt met, in a word or two. */
  readonly last: string;
  /** Somebody completed a handshake, be it without proof. */
  readonly handshake: boolean;
  /** The shortest and the longest attempt. */
  readonly shortestMs: number;
  readonly longestMs: number;
  readonly pieces: readonly Piece[];
}

/** What has to be known of a dial to read its outcomes. */
export interface Reading {
  readonly style: DialStyle;
  /** Something answers this pod for addresses that nobody has. */
  readonly intercepted: boolean;
  /** The responder id that has to be in every answer, where the dial goes to one of ours. */
  readonly responder?: string;
  /** The dial knows the cluster's CA and says of each certificate whether it holds. */
  readonly certified?: boolean;
}

type Streak = Pick<StreakRecord, 'kind' | 'proof' | 'code' | 'by'>;

/**
 * What one outcome says about reachability. A handshake without proof counts as open only where no proof was asked for
 * and no interceptor is about; nor does then what an interceptor can say itself. An echo counts only from the responder
 * that was dialled: a stranger's says that the packets went elsewhere.
 */
export const answerOf = (streak: Streak, reading: Reading): Answer => {
  switch (streak.kind) {
    case 'connected':
      if (streak.proof === 'none') return asksForProof(reading.style) || reading.intercepted ? 'unclear' : 'open';
      if (reading.intercepted && isAnyones(streak, reading)) return 'unclear';
      return reading.responder === undefined || Object.hasOwn(streak.by ?? {}, reading.responder) ? 'open' : 'unclear';
    case 'reset':
      return asksForProof(reading.style) || reading.intercepted ? 'unclear' : 'open';
    case 'refused':
    case 'icmp-unreachable':
    case 'timed-out':
      return 'closed';
    case 'dns-error':
    case 'local-error':
      return 'unclear';
  }
};

/** Proxies speak HTTP and TLS in others' place. Whose certificate the cluster's CA signed, nobody else's is. */
const isAnyones = ({ code }: Streak, { style: { prober, speak }, certified }: Reading): boolean =>
  prober === 'http' ? !certified || isUntrusted(code) : prober === 'tcp' && (speak === 'http' || speak === 'tls');

/** Somebody answered whose certificate the cluster's CA did not sign. */
export const isUntrusted = (code: string | undefined): boolean => code?.includes('untrusted certificate') === true;

/**
 * Whether somebody completed a handshake. A kernel that waits for SYN-ACK calls a RST "refused"; "reset" it says only of
 * a connection that stood already, however briefly.
 */
export const isHandshake = ({ kind }: Pick<StreakRecord, 'kind'>): boolean => kind === 'connected' || kind === 'reset';

const asksForProof = ({ prober, speak }: DialStyle): boolean => prober !== 'tcp' || speak !== 'nothing';

export const describeStreak = (streak: Pick<StreakRecord, 'kind' | 'proof' | 'code'>): string => {
  const detail = streak.proof === 'none' ? streak.code : [streak.proof, streak.code].filter(Boolean).join(' ');
  return detail ? `${streak.kind} (${detail})` : streak.kind;
};

/** @param streaks of one dial, in the order of its log; @param offsetMs from the pod's clock to the coordinator's */
export const stretchesOf = (streaks: readonly StreakRecord[], offsetMs: number, reading: Reading): Stretch[] => {
  const runs: StreakRecord[][] = [];
  for (const streak of streaks) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (run !== undefined && previous !== undefined && answerOf(previous, reading) === answerOf(streak, reading)) run.push(streak);
    else runs.push([streak]);
  }
  return runs.flatMap((run) => toStretch(run, offsetMs, reading));
};

const toStretch = (run: readonly StreakRecord[], offsetMs: number, reading: Reading): Stretch[] => {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return [];
  return [
    {
      answer: answerOf(last, reading),
      attempts: run.reduce((sum, { n }) => sum + n, 0),
      fromMs: first.firstMs + offsetMs,
      lastStartMs: last.lastMs + offsetMs,
      toMs: Math.max(...run.map(({ endMs }) => endMs)) + offsetMs,
      last: describeStreak(last),
      handshake: run.some(isHandshake),
      shortestMs: Math.min(...run.map(({ minMs }) => minMs)),
      longestMs: Math.max(...run.map(({ maxMs }) => maxMs)),
      pieces: run.map(({ n, firstMs, lastMs }) => ({ attempts: n, fromMs: firstMs + offsetMs, toMs: lastMs + offsetMs })),
    },
  ];
};

/** How many attempts of a stretch began in a part of it; of a piece that lies half in it, half its attempts. */
export const attemptsIn = ({ pieces }: Pick<Stretch, 'pieces'>, part: Window): number =>
  Math.floor(pieces.reduce((sum, piece) => sum + piece.attempts * shareIn(piece, part), 0));

const shareIn = (piece: Window, part: Window): number => {
  const length = piece.toMs - piece.fromMs;
  const common = Math.min(piece.toMs, part.toMs) - Math.max(piece.fromMs, part.fromMs);
  if (common < 0) return 0;
  return length === 0 ? 1 : common / length;
};
