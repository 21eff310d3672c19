/** What attempts met over time, in one word each, as the records that a probe would write. */
import type { StreakRecord } from '../../probes/contract.ts';
import type { DialStyle } from '../../src/model/plan.ts';
import type { Reading, Stretch } from '../../src/interpret/stretches.ts';
import { stretchesOf } from '../../src/interpret/stretches.ts';

const words = {
  echo: { kind: 'connected', proof: 'echo' },
  greeting: { kind: 'connected', proof: 'greeting', code: 'PONG' },
  answer: { kind: 'connected', proof: 'answer', code: 'NOERROR' },
  handshake: { kind: 'connected', proof: 'none' },
  silent: { kind: 'connected', proof: 'none', code: 'no-answer' },
  refused: { kind: 'refused', proof: 'none', code: 'ECONNREFUSED' },
  reset: { kind: 'reset', proof: 'none', code: 'ECONNRESET' },
  icmp: { kind: 'icmp-unreachable', proof: 'none', code: 'EHOSTUNREACH' },
  'timed-out': { kind: 'timed-out', proof: 'none' },
  'dns-error': { kind: 'dns-error', proof: 'none', code: 'unexpected-answer' },
  'local-error': { kind: 'local-error', proof: 'none', code: 'EADDRNOTAVAIL' },
} as const satisfies Record<string, Pick<StreakRecord, 'kind' | 'proof' | 'code'>>;

export type Met = keyof typeof words;

/** What the attempts met whose starts lie from one moment up to, and not including, another; milliseconds. */
export type Span = readonly [met: Met, fromMs: number, toMs: number];

export interface Speed {
  readonly everyMs: number;
  readonly timeoutMs: number;
}

export const fast: Speed = { everyMs: 50, timeoutMs: 1000 };

/** How long an attempt takes that nobody lets wait. */
const quickMs = 2;

/** Records of one dial, a piece for each second that the spans go through, as a probe's beat cuts them. */
export const streaksOf = (dial: string, spans: readonly Span[], { everyMs, timeoutMs }: Speed = fast, by?: string): StreakRecord[] =>
  spans.flatMap(([met, fromMs, toMs]) => {
    const starts = Array.from({ length: Math.max(0, Math.ceil((toMs - fromMs) / everyMs)) }, (_, index) => fromMs + index * everyMs);
    const takes = met === 'timed-out' || met === 'silent' ? timeoutMs : quickMs;
    return [...Map.groupBy(starts, (start) => Math.floor(start / 1000)).values()].map((piece): StreakRecord => {
      const [first = 0] = piece;
      const last = piece.at(-1) ?? 0;
      return {
        t: 'streak',
        dial,
        ...words[met],
        n: piece.length,
        firstMs: first,
        lastMs: last,
        endMs: last + takes,
        minMs: takes,
        maxMs: takes,
        ...(met === 'echo' && by !== undefined ? { by: { [by]: piece.length } } : {}),
      };
    });
  });

export const echoStyle: DialStyle = { prober: 'tcp', speak: 'echo', pace: 'fast' };

/** Stretches straight from spans, for tests of what is made of them. */
export const stretches = (spans: readonly Span[], speed: Speed = fast, reading: Partial<Reading> = {}): Stretch[] =>
  stretchesOf(streaksOf('d', spans, speed), 0, { style: echoStyle, intercepted: false, ...reading });
