/**
 * Every combination of what can be seen and what is proven, and the one right answer. The first row that fits decides;
 * a column that a row leaves out may have any value. The answers follow from the design ("When is a deny proven",
 * "Settling and time", "Words"), not from the code.
 */
import type { Met } from '../../support/streaks.ts';

export const values = {
  seen: ['closed', 'open', 'open-closed', 'closed-open', 'flapping', 'flapped', 'few-closed', 'few-open', 'nothing'],
  probe: [true, false],
  path: [true, false],
  target: ['strong', 'weak', 'none'],
  intercepted: [false, true],
  /** What the source meets at a target that it may reach; `forbidden`: it may reach none. */
  elsewhere: ['something', 'nothing', 'forbidden'],
  changed: [false, true],
} as const;

export type Case = { readonly [K in keyof typeof values]: (typeof values)[K][number] };

export type Status = 'conforms' | 'leak' | 'overblock' | 'inconclusive';

/** Spans of the dial under test; each lasts long enough to settle unless its name says otherwise. */
export const timelines = (open: Met): Record<Case['seen'], readonly (readonly [Met, number, number])[]> => ({
  closed: [['timed-out', 0, 3000]],
  open: [[open, 0, 3000]],
  'open-closed': [[open, 0, 500], ['timed-out', 500, 3500]],
  'closed-open': [['timed-out', 0, 1000], [open, 1000, 3500]],
  flapping: Array.from({ length: 8 }, (_, index) => [index % 2 === 0 ? open : ('timed-out' as const), index * 400, index * 400 + 400] as const),
  flapped: [['timed-out', 0, 1800], [open, 1800, 1900], ['timed-out', 1900, 3800]],
  'few-closed': [['timed-out', 0, 100]],
  'few-open': [[open, 0, 100]],
  nothing: [],
});

export interface Row {
  readonly when: Partial<{ readonly [K in keyof Case]: Case[K] | readonly Case[K][] }>;
  readonly deny: Status | 'startup-exposure';
  readonly allow: Status;
}

export const rows: readonly Row[] = [
  // What the verdict rests on did not stay the same, or was never there.
  { when: { changed: true }, deny: 'inconclusive', allow: 'inconclusive' },
  { when: { seen: ['nothing', 'few-closed', 'few-open'] }, deny: 'inconclusive', allow: 'inconclusive' },

  // Whoever is intercepted knows of no handshake whose it was.
  { when: { intercepted: true, seen: ['open', 'closed-open', 'flapping', 'flapped'] }, deny: 'inconclusive', allow: 'inconclusive' },

  // Something got through, and stayed: that needs no control.
  { when: { seen: ['open', 'closed-open'] }, deny: 'leak', allow: 'conforms' },
  { when: { seen: ['flapping', 'flapped'] }, deny: 'leak', allow: 'inconclusive' },

  // Nothing gets through any more. A blind probe or a broken path says nothing about anybody.
  { when: { probe: false }, deny: 'inconclusive', allow: 'inconclusive' },
  { when: { path: false }, deny: 'inconclusive', allow: 'inconclusive' },
  // Probe and path live, so an allow did not come true, whatever the target does.
  { when: { target: 'none' }, deny: 'inconclusive', allow: 'overblock' },
  { when: { elsewhere: 'nothing' }, deny: 'inconclusive', allow: 'overblock' },

  // All premises hold.
  { when: { seen: 'closed' }, deny: 'conforms', allow: 'overblock' },
  { when: { seen: 'open-closed', intercepted: true }, deny: 'conforms', allow: 'overblock' },
  { when: { seen: 'open-closed' }, deny: 'startup-exposure', allow: 'overblock' },
];
