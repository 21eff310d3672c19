/** The log of a probe pod that lies, and accounts for every line of it as an honest one does. */
import * as fc from 'fast-check';
import { createJournal } from '../../probes/journal.ts';
import { createLogReader } from '../../src/interpret/log-reader.ts';
import type { DialPlan } from '../../src/model/plan.ts';
import type { PodLog, Recording } from '../../src/model/recording.ts';
import { epochMs } from './scene.ts';
import { streaksOf } from './streaks.ts';
import type { Met, Span } from './streaks.ts';

type Body = PodLog['records'][number];

/** What it says that a dial met; who is said to have answered. */
export interface Claim {
  readonly spans: readonly Span[];
  readonly by?: string;
}

export interface Lie {
  /** Of its own dials, by target; of the others it tells the truth. */
  readonly claims?: Readonly<Record<string, Claim>>;
  /** Written besides, whoever it is about. */
  readonly invented?: readonly Body[];
  /** Kinds of records that it leaves out. */
  readonly silentOn?: readonly Body['t'][];
  /** Added to every moment. */
  readonly movedMs?: number;
  /** How much later than it could its log reaches us: its clock is all that this changes. */
  readonly lateMs?: number;
  /** Without an end its log is not whole. */
  readonly endless?: boolean;
}

/** The same recording, but that the pod of one source lies. */
export const forged = (recording: Recording, source: string, lie: Lie): Recording => ({
  ...recording,
  logs: recording.logs.map((log) => (log.name === source ? rewritten(log, lie, claimsByDial(recording, source, lie)) : log)),
});

const claimsByDial = ({ dials, plan }: Recording, source: string, { claims = {} }: Lie): ReadonlyMap<string, Claim> => {
  const targets = new Map(plan.cells.map(({ cell }) => [cell.id, cell.target]));
  const targetOf = ({ from, purpose }: DialPlan): string => (from.name === source && purpose.kind === 'cell' ? (targets.get(purpose.cells[0]?.cell ?? '') ?? '') : '');
  return new Map(dials.flatMap((dial) => (Object.hasOwn(claims, targetOf(dial)) ? [[dial.id, claims[targetOf(dial)] as Claim] as const] : [])));
};

const rewritten = (log: PodLog, { invented = [], silentOn = [], movedMs = 0, lateMs = 0, endless = false }: Lie, claims: ReadonlyMap<string, Claim>): PodLog => {
  const told = log.records.filter((record) => !silentOn.includes(record.t) && !(record.t === 'streak' && claims.has(record.dial)));
  const claimed = [...claims].flatMap(([dial, { spans, by }]) => streaksOf(dial, spans, undefined, by));
  const [hello, ...body] = [...told, ...claimed, ...invented].map((record) => moved(record, movedMs));
  const lastMs = Math.max(0, ...body.flatMap(momentsOf));
  let text = '';
  const journal = createJournal((line) => (text += line));
  for (const record of hello === undefined ? body : [hello, ...body]) journal.write(record);
  if (!endless) journal.end(lastMs, 'stopped');
  const reader = createLogReader(log, 'r1');
  reader.push(Buffer.from(text), epochMs + lastMs + lateMs);
  return reader.read();
};

const moments = ['ms', 'firstMs', 'lastMs', 'endMs'];

const momentsOf = (record: Body): number[] => Object.entries(record).flatMap(([key, value]) => (moments.includes(key) ? [value as number] : []));

const moved = (record: Body, byMs: number): Body =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, moments.includes(key) ? Math.max(0, (value as number) + byMs) : value])) as unknown as Body;

const mets: readonly Met[] = ['echo', 'greeting', 'handshake', 'silent', 'refused', 'reset', 'timed-out', 'local-error'];
const ms = fc.integer({ min: 0, max: 4000 });
const span = fc.tuple(fc.constantFrom(...mets), ms, ms).map(([met, one, other]): Span => [met, Math.min(one, other), Math.max(one, other)]);
/** Often it lasts from the first moment to the last: what is short settles nothing. */
const spans = fc.oneof(fc.constantFrom(...mets).map((met): Span[] => [[met, 0, 4000]]), fc.array(span, { maxLength: 3 }));

/** Any lie of the pod of a source in this recording; it knows every name and secret of the run. */
export const anyLie = ({ dials, pods, plan }: Recording): fc.Arbitrary<Lie> => {
  const by = fc.constantFrom(...pods.map(({ responder }) => responder));
  const claim = fc.record({ spans, by });
  const about = fc.record({ firstMs: ms, forMs: ms }).map(({ firstMs, forMs }) => ({ firstMs, lastMs: firstMs + forMs }));
  const anyDial = fc.constantFrom('d', 'self:tcp:6379:4', ...dials.map(({ id }) => id));
  const invented = fc.oneof(
    fc.tuple(anyDial, claim).map(([dial, said]): Body[] => streaksOf(dial, said.spans, undefined, said.by)),
    fc.tuple(about, fc.constantFrom(...dials.map(({ nonce }) => nonce))).map(([when, nonce]): Body[] => [{ t: 'witness', protocol: 'tcp', port: 6379, nonce, from: '10.0.1.9', n: 9, ...when }]),
    fc.tuple(about, fc.constantFrom('10.0.0.1', '127.0.0.1')).map(([when, from]): Body[] => [{ t: 'accept', n: 1, from, ...when }]),
    fc.tuple(ms, fc.nat(9)).map(([at, unwitnessed]): Body[] => [{ t: 'beat', ms: at, unwitnessed }]),
    fc.tuple(anyDial, ms).map(([dial, at]): Body[] => [{ t: 'attempts', of: [[dial, at, at, 'connected', 'echo']] }]),
    ms.map((at): Body[] => [{ t: 'listening', protocol: 'tcp', port: 6379, ms: at }]),
  );
  return fc.record(
    {
      claims: fc.dictionary(fc.constantFrom(...plan.cells.map(({ cell }) => cell.target)), claim, { noNullPrototype: true }),
      invented: fc.array(invented, { maxLength: 8 }).map((records) => records.flat()),
      silentOn: fc.subarray<Body['t']>(['accept', 'streak']),
      movedMs: fc.integer({ min: -2000, max: 3000 }),
      lateMs: fc.integer({ min: -3000, max: 3000 }),
      endless: fc.boolean(),
    },
    { requiredKeys: [] },
  );
};
