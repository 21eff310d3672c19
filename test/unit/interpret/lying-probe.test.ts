/**
 * What the pod of a source that lies can do to the cells of other sources: its word may prove, or leave unproven, that a target
 * lives and that policy is in force, and nothing else. The documentation promises as much, see `docs/security.md`.
 */
import { expect } from 'chai';
import * as fc from 'fast-check';
import { compare } from '../../../src/compare/compare.ts';
import type { DialStyle } from '../../../src/model/plan.ts';
import type { Recording } from '../../../src/model/recording.ts';
import { anyLie, forged } from '../../support/forged-log.ts';
import type { Claim, Lie } from '../../support/forged-log.ts';
import { recordingOf, standInOf } from '../../support/recording.ts';
import type { CellScript, Script } from '../../support/recording.ts';
import { streaksOf } from '../../support/streaks.ts';
import type { Met, Span } from '../../support/streaks.ts';
import { timelines, values } from './verdict-table.ts';
import type { Case, Status } from './verdict-table.ts';

type Seen = Case['seen'];
type Intent = 'allow' | 'deny';

/** What a cell may come out as by what its own packets met, however much of the rest is proven; none says more than them. */
const ownOutcomes: Record<Seen, Record<Intent, readonly string[]>> = {
  closed: { deny: ['conforms', 'vacuous'], allow: ['overblock'] },
  'open-closed': { deny: ['conforms'], allow: ['overblock'] },
  open: { deny: ['leak'], allow: ['conforms'] },
  lossy: { deny: ['leak'], allow: ['conforms'] },
  'closed-open': { deny: ['leak'], allow: ['conforms'] },
  flapping: { deny: ['leak'], allow: [] },
  flapped: { deny: ['leak'], allow: [] },
  'few-closed': { deny: [], allow: [] },
  'few-open': { deny: [], allow: [] },
  nothing: { deny: [], allow: [] },
};

const greeted: DialStyle = { prober: 'tcp', speak: 'redis', pace: 'fast' };
const bare: DialStyle = { prober: 'tcp', speak: 'nothing', pace: 'fast' };
const live = { pods: ['p'], style: greeted } as const;
const service = { path: 'cluster-ip', node: null, nodes: ['n2'], address: '10.96.0.1', backends: 2 } as const;
/** Each way in which it can be known that a target lives. */
const targets: readonly (CellScript & { readonly target: string; readonly open: Met })[] = [
  { target: 'redis', open: 'echo' },
  { target: 'steady', open: 'handshake', ...live, style: bare, liveness: 'readiness', address: '10.0.2.1' },
  { target: 'shy', open: 'greeting', ...live, liveness: 'reached-only', address: '10.0.2.2' },
  { target: 'shop', open: 'greeting', ...live, liveness: 'reached-only', ...service },
  { target: 'shop', open: 'greeting', ...live, liveness: 'reached-only', path: 'endpoint', address: '10.0.2.3' },
  { target: 'outside', open: 'greeting', style: greeted, liveness: 'reached-only', path: 'direct', node: null, address: '192.0.2.7', controlDials: true },
];
const honest = ['web', 'friend'] as const;

interface World {
  /** What was seen of each target by each honest source, and then by the one that lies. */
  readonly seen: readonly Seen[];
  readonly intents: readonly Intent[];
  readonly lives: Readonly<Record<'path' | 'self' | 'outside', boolean>>;
  readonly openDeadlineMs: number;
  readonly holdMs: number;
  readonly require: 'weak' | 'strong';
}

const cellsOf = ({ seen, intents }: Pick<World, 'seen' | 'intents'>): CellScript[] =>
  [...honest, 'liar'].flatMap((source, row) =>
    targets.map(({ open, ...target }, column) => {
      const at = row * targets.length + column;
      return { ...target, source, intent: intents[at] ?? 'deny', seen: timelines(open)[seen[at] ?? 'closed'] };
    }),
  );

const recordingIn = (world: World): Recording => {
  const { lives, openDeadlineMs, holdMs } = world;
  return recordingOf({
    cells: cellsOf(world),
    sources: { friend: 'n2' },
    settings: { openDeadlineMs, holdMs },
    path: [[lives.path ? 'echo' : 'timed-out', 0, 4000]],
    reach: [[lives.outside ? 'greeting' : 'timed-out', 0, 4000]],
    self: { [standInOf('redis')]: [[lives.self ? 'echo' : 'timed-out', 0, 4000]] },
  });
};

const count = (honest.length + 1) * targets.length;
const anyWorld: fc.Arbitrary<World> = fc.record({
  seen: fc.array(fc.constantFrom(...values.seen), { minLength: count, maxLength: count }),
  intents: fc.array(fc.constantFrom<Intent>('allow', 'deny'), { minLength: count, maxLength: count }),
  lives: fc.record({ path: fc.boolean(), self: fc.boolean(), outside: fc.boolean() }),
  openDeadlineMs: fc.constantFrom(2500, 10_000),
  holdMs: fc.constantFrom(0, 2000),
  require: fc.constantFrom('weak', 'strong'),
});
const quiet: World = { seen: [], intents: [], lives: { path: true, self: true, outside: true }, openDeadlineMs: 2500, holdMs: 0, require: 'weak' };
/** Who is dialled, and by what nonce, is the same in all worlds. */
const lies = anyLie(recordingIn(quiet));

const statusesOf = (recording: Recording, require: World['require'] = 'weak'): string[] => compare(recording, { strict: false, requireEvidence: require }).cells.map(({ status }) => status);

/** What becomes of each cell of the honest sources, without the lie and with it. */
const told = (world: World, lie: Lie) => {
  const recording = recordingIn(world);
  const truth = statusesOf(recording, world.require);
  const lied = statusesOf(forged(recording, 'liar', lie), world.require);
  return honest.flatMap((source, row) =>
    targets.map(({ target, liveness }, column) => {
      const at = row * targets.length + column;
      const own = ownOutcomes[world.seen[at] ?? 'nothing'][world.intents[at] ?? 'deny'];
      return { cell: `${source} -> ${target}`, isStandIn: liveness === undefined, own, truth: truth[at] ?? '', lied: lied[at] ?? '' };
    }),
  );
};
type Told = ReturnType<typeof told>[number];
const wrongIn = (world: World, lie: Lie, isRight: (one: Told) => boolean): Told[] => told(world, lie).filter((one) => !isRight(one));
const isAlike = (status: Status, { truth, lied }: Told): boolean => (truth === status) === (lied === status);

const shy: CellScript = { target: 'shy', ...live, liveness: 'reached-only', address: '10.0.2.2' };
const outside: CellScript = { ...shy, target: 'outside', path: 'direct', node: null, address: '192.0.2.7', controlDials: true };
/** It gets through for as long as anybody looks; it stops early enough to be outlasted by one that is shut out late. */
const open: CellScript = { seen: [['echo', 0, 3400]] };
const late: readonly Span[] = [['echo', 0, 2000], ['timed-out', 2000, 4000]];
const liar = (cell: CellScript): CellScript => ({ ...cell, source: 'liar' });
const always = (met: Met): readonly Span[] => [[met, 0, 4000]];
const all = (met: Met, by?: string): Claim => ({ spans: always(met), ...(by === undefined ? {} : { by }) });
const dead: Partial<Script> = { self: { [standInOf('redis')]: always('timed-out') } };
const young: Partial<Script> = { settings: { openDeadlineMs: 10_000 } };
const shutOutLate: Claim = { spans: late, by: 'id-stand-in-mysql' };

/** What becomes of the first cell, and why the rest of the world lets it. */
const cases: readonly [name: string, script: Script, claims: Readonly<Record<string, Claim>>, truth: Status | 'vacuous', lied: Status][] = [
  ['says that it reached a target of which nobody else knows', { cells: [shy, liar(shy)] }, { shy: all('greeting') }, 'inconclusive', 'conforms'],
  ['says so, of a target that another is to reach', { cells: [{ ...shy, intent: 'allow' }, liar(shy)] }, { shy: all('greeting') }, 'overblock', 'overblock'],
  ['says so, and was intercepted', { cells: [shy, liar(shy)], decoy: [['handshake', 0, 1500]] }, { shy: all('handshake') }, 'inconclusive', 'inconclusive'],
  ['hides that it reached the target', { cells: [shy, liar({ ...shy, seen: always('greeting') })] }, { shy: all('timed-out') }, 'conforms', 'inconclusive'],
  ['says that it reached a dead stand-in, whose name it knows', { cells: [{ intent: 'allow' }, liar({})], ...dead }, { redis: all('echo', 'id-stand-in-redis') }, 'inconclusive', 'overblock'],
  ['says that it reached a dead stand-in, whose name it never heard', { cells: [{ intent: 'allow' }, liar({})], ...dead }, { redis: all('echo', 'id-of-nobody') }, 'inconclusive', 'inconclusive'],
  ['says that it reached an address that nobody has', { cells: [outside, liar(outside)], reach: always('timed-out') }, { outside: all('greeting') }, 'vacuous', 'inconclusive'],
  ['says that it was shut out at once, where nobody else was', { cells: [open, liar({ ...open, target: 'mysql' })], ...young }, { mysql: all('timed-out') }, 'inconclusive', 'leak'],
  ['says so, where another was shut out late', { cells: [open, { target: 'mysql', source: 'friend', seen: late }, liar({ ...open, target: 'mysql' })], ...young }, { mysql: all('timed-out') }, 'inconclusive', 'inconclusive'],
  ['says that it was shut out late', { cells: [open, liar({ target: 'mysql' })], ...young }, { mysql: shutOutLate }, 'leak', 'inconclusive'],
  ['says so, of one that was watched long enough', { cells: [open, liar({ target: 'mysql' })] }, { mysql: shutOutLate }, 'leak', 'leak'],
];

describe('a probe pod that lies, with a digest that is right', function () {
  this.timeout(30_000);

  it('is found out by nothing in its log', () => {
    const recording = recordingIn(quiet);
    fc.assert(
      fc.property(lies, (lie) => {
        const log = forged(recording, 'liar', lie).logs.find(({ name }) => name === 'liar');
        expect(log?.flaw).to.equal(lie.endless === true ? 'the log has no end record' : undefined);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves every cell of another source at what its own packets show, or at inconclusive', () => {
    fc.assert(
      fc.property(anyWorld, lies, (world, lie) => {
        expect(wrongIn(world, lie, ({ own, truth, lied }) => [truth, lied].every((status) => status === 'inconclusive' || own.includes(status)))).to.deep.equal([]);
      }),
      { numRuns: 150 },
    );
  });

  it('makes and hides no leak of another source that was watched long enough, nor an overblock but at a stand-in', () => {
    fc.assert(
      fc.property(anyWorld, lies, (world, lie) => {
        expect(wrongIn({ ...world, openDeadlineMs: 2500 }, lie, (one) => isAlike('leak', one) && (one.isStandIn || isAlike('overblock', one)))).to.deep.equal([]);
      }),
      { numRuns: 150 },
    );
  });

  for (const [name, script, claims, truth, lied] of cases) {
    it(`${truth === lied ? `leaves ${truth}` : `makes ${lied} of ${truth}`} where it ${name}`, () => {
      const recording = recordingOf(script);
      expect([recording, forged(recording, 'liar', { claims })].map((said) => statusesOf(said)[0])).to.deep.equal([truth, lied]);
    });
  }

  it('speaks for others even where its log breaks off, and then has no cells of its own', () => {
    const recording = recordingOf({ cells: [shy, liar(shy)] });
    expect(statusesOf(forged(recording, 'liar', { claims: { shy: all('greeting') }, endless: true }))).to.deep.equal(['conforms', 'inconclusive']);
  });

  it('is believed no more where it tells what others met, or what a stand-in received', () => {
    const recording = recordingOf({ cells: [{}, liar(open)] });
    const [dial] = recording.dials;
    const invented = [
      { t: 'witness', protocol: 'tcp', port: 6379, nonce: dial?.nonce ?? '', from: '10.0.1.9', n: 40, firstMs: 0, lastMs: 4000 },
      ...streaksOf(dial?.id ?? '', [['echo', 0, 4000]], undefined, 'id-stand-in-redis'),
    ] as const;
    expect(statusesOf(forged(recording, 'liar', { invented }))[0]).to.equal('conforms');
  });
});
