/**
 * Every combination of what can be seen and what is proven, and the one right answer. The first row that fits decides;
 * a column that a row leaves out may have any value. The answers follow from the design ("When is a deny proven",
 * "Settling and time", "Words"), not from the code.
 */
import type { Met } from '../../support/streaks.ts';

export const values = {
  seen: ['closed', 'open', 'lossy', 'open-closed', 'closed-open', 'flapping', 'flapped', 'few-closed', 'few-open', 'nothing'],
  probe: [true, false],
  path: [true, false],
  target: ['strong', 'weak', 'none'],
  intercepted: [false, true],
  /** What the source meets at a target that it may reach; `forbidden`: it may reach none. */
  elsewhere: ['something', 'nothing', 'forbidden'],
  changed: [false, true],
  /** Whether the last attempts come late enough to be the last word; nothing else closes anywhere. */
  age: ['old', 'young'],
  /** What the reader asks for. */
  require: ['weak', 'strong'],
  /** Of a ClusterIP: what the endpoint behind it does; `none`: the destination is a pod's own address. */
  endpoint: ['none', 'closed', 'open'],
} as const;

export type Case = { readonly [K in keyof typeof values]: (typeof values)[K][number] };

export type Status = 'conforms' | 'leak' | 'overblock' | 'inconclusive';

/** Spans of the dial under test; each lasts long enough to settle unless its name says otherwise. */
export const timelines = (open: Met): Record<Case['seen'], readonly (readonly [Met, number, number])[]> => ({
  closed: [['timed-out', 0, 3000]],
  open: [[open, 0, 3000]],
  lossy: [[open, 0, 700], ['timed-out', 700, 900], [open, 900, 1600], ['timed-out', 1600, 1650], [open, 1650, 2900], ['timed-out', 2900, 3000]],
  'open-closed': [[open, 0, 500], ['timed-out', 500, 3500]],
  'closed-open': [['timed-out', 0, 1000], [open, 1000, 3500]],
  flapping: Array.from({ length: 8 }, (_, index) => [index % 2 === 0 ? open : ('timed-out' as const), index * 400, index * 400 + 400] as const),
  flapped: [['timed-out', 0, 1800], [open, 1800, 1900], ['timed-out', 1900, 3800]],
  'few-closed': [['timed-out', 0, 100]],
  'few-open': [[open, 0, 100]],
  nothing: [],
});

/** Columns that cannot change each other's answer are not crossed: what has changed is unknown whatever else there is. */
export const isWorthwhile = (one: Case): boolean => {
  const unusual = [one.changed, one.age === 'young', one.require === 'strong', one.endpoint !== 'none'].filter(Boolean).length;
  if (unusual === 0) return true;
  if (unusual > 1 || one.intercepted || one.elsewhere === 'forbidden') return false;
  if (one.require === 'strong') return one.target === 'weak';
  return one.endpoint !== 'none' || one.elsewhere === 'something';
};

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
  { when: { intercepted: true, seen: ['open', 'lossy', 'closed-open', 'flapping', 'flapped'] }, deny: 'inconclusive', allow: 'inconclusive' },

  // What had closed for good opened again: policy was in effect there, however young the pod is.
  { when: { seen: 'flapped' }, deny: 'leak', allow: 'inconclusive' },
  // A Service that answers now and then, one of whose endpoints is proven closed, is not lossy.
  { when: { seen: 'lossy', endpoint: 'closed', probe: true, path: true, target: ['strong', 'weak'] }, deny: 'leak', allow: 'inconclusive' },
  // Something got through, and policy may take effect later.
  { when: { seen: ['open', 'lossy', 'closed-open'], age: 'young' }, deny: 'inconclusive', allow: 'conforms' },
  { when: { seen: 'flapping', age: 'young' }, deny: 'inconclusive', allow: 'inconclusive' },
  // Something got through, and stayed: that needs no control. What was lost in between is the network's.
  { when: { seen: ['open', 'lossy', 'closed-open'] }, deny: 'leak', allow: 'conforms' },
  { when: { seen: 'flapping' }, deny: 'leak', allow: 'inconclusive' },

  // Nothing gets through any more. A blind probe or a broken path says nothing about anybody.
  { when: { probe: false }, deny: 'inconclusive', allow: 'inconclusive' },
  { when: { path: false }, deny: 'inconclusive', allow: 'inconclusive' },
  // It is closed against policy, which may let it through later.
  { when: { target: 'none', age: 'young' }, deny: 'inconclusive', allow: 'inconclusive' },
  { when: { seen: 'closed', age: 'young' }, deny: 'conforms', allow: 'inconclusive' },
  { when: { seen: 'open-closed', age: 'young' }, deny: 'startup-exposure', allow: 'inconclusive' },
  // Probe and path live, so an allow did not come true, whatever the target does.
  { when: { target: 'none' }, deny: 'inconclusive', allow: 'overblock' },
  { when: { elsewhere: 'nothing', endpoint: ['none', 'closed'] }, deny: 'inconclusive', allow: 'overblock' },

  // All premises hold, but the attempts may have missed the endpoint that is open.
  { when: { endpoint: 'open' }, deny: 'inconclusive', allow: 'overblock' },
  // All premises hold, though one of them less well than was asked for.
  { when: { target: 'weak', require: 'strong' }, deny: 'inconclusive', allow: 'overblock' },

  // All premises hold.
  { when: { seen: 'closed' }, deny: 'conforms', allow: 'overblock' },
  { when: { seen: 'open-closed', intercepted: true }, deny: 'conforms', allow: 'overblock' },
  { when: { seen: 'open-closed' }, deny: 'startup-exposure', allow: 'overblock' },
];
