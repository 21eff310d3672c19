/** The whole battery on one screen: sets of pods come up, cases are played on them side by side, everything is removed. */
import { randomBytes } from 'node:crypto';
import { namespaceOfRun } from '../../cluster/identity.ts';
import { createOtherPolicyReader } from '../../cluster/read/other-policies.ts';
import { readSnapshot } from '../../cluster/read/snapshot.ts';
import { batteryRights, missingRights } from '../../cluster/rights.ts';
import type { ConformanceCase } from '../../conformance/case/case.ts';
import { extraMsOf } from '../../conformance/case/effort.ts';
import { createPatience } from '../../conformance/judge/patience.ts';
import type { CaseResult, ConformanceResult, NotPlayed } from '../../conformance/result/result.ts';
import { describeError, NetproofError } from '../../errors.ts';
import { heedWishes } from '../../plan/node-wishes.ts';
import { usableNodes } from '../../plan/placement.ts';
import type { Creation } from '../creation.ts';
import { createProbes } from '../probes.ts';
import { untilAnswered } from '../recovery.ts';
import { canaryScope } from '../scope.ts';
import { createStopwatch } from '../stopwatch.ts';
import { startSweeper } from '../sweeper.ts';
import { createTeardown, removeAll, tearDown } from '../teardown.ts';
import { anchorBattery } from './anchor.ts';
import type { BatteryContext, BatteryRun } from './context.ts';
import { createProgramme } from './programme.ts';
import { playOnSets } from './sets.ts';
import { createReuse } from './reuse.ts';
import { namesOf } from './world-namespaces.ts';
import { createSet } from './world-set.ts';
import type { WorldSet } from './world-set.ts';

/** So many attempts a second for each node: a fifth of a core's work. */
const attemptsPerSecond = 400;
const cellsOfSet = 70;
/** One set waits for policy most of its time, so a node has room for two; with more of them its cores are waited for. */
const setsPerNode = 2;
const mostSets = 8;
const leastPeriodMs = 450;

/** @throws NetproofError if nothing could be played */
export const runBattery = async (context: BatteryContext, cases: readonly ConformanceCase[]): Promise<ConformanceResult> => {
  const { api, request, now, signal, onProgress } = context;
  const stopwatch = createStopwatch(now);
  const startedMs = now();
  const before = api.counts();
  stopwatch.phase('read');
  onProgress({ phase: 'read' });
  const snapshot = await readSnapshot(api, canaryScope, createOtherPolicyReader(api, []));
  const nodes = usableNodes({ nodes: heedWishes(snapshot.nodes, request.pods) }).usable.map(({ name }) => name);
  if (nodes.length === 0) throw new NetproofError('ERR_USAGE', 'Cannot play any case: no node can take a pod');
  const sets = Math.min(request.sets ?? Math.min(setsPerNode * nodes.length, mostSets), cases.length);
  const id = randomBytes(4).toString('hex');
  const run: BatteryRun = {
    id,
    secret: randomBytes(32).toString('hex'),
    heart: namespaceOfRun(id),
    periodMs: Math.max(leastPeriodMs, Math.round((cellsOfSet * sets * 1000) / (attemptsPerSecond * nodes.length))),
  };
  const missing = await missingRights(api, [{ rights: batteryRights, namespaces: [run.heart] }]);
  if (missing.length > 0) throw new NetproofError('ERR_REFUSED', missing.join('\n'));
  const sweeper = await startSweeper(context, { ownRun: id, namespaces: [], known: snapshot.namespaces });
  const teardown = createTeardown(() => untilAnswered(context));
  const probes = createProbes(context, { run: run.id }, () => true);
  const programme = createProgramme(cases, { failFast: request.failFast, isLaunching: () => launched < sets });
  const made: WorldSet[] = [];
  let launched = 0;
  let brokeOff: string | undefined;
  let leftovers: readonly string[] = [];
  try {
    stopwatch.phase('launch');
    await anchorBattery(context, run, teardown);
    const input = { run, probes, nodes, lifeMs: lifeMs(cases) };
    const namespaces: Creation<unknown>[] = [];
    teardown.add('the namespaces of the world', () => removeAll(namespaces, (namespace) => namespace.unmake()));
    teardown.add('the probe pods', probes.remove);
    probes.tracker.follow(Array.from({ length: sets }, (_, index) => Object.values(namesOf(id, index))).flat());
    const troupe = { probes, reuse: createReuse(snapshot.nodes), programme, patience: createPatience(request.policyTimeoutMs) };
    await playOnSets(context, troupe, sets, {
      create: (index) => createSet(context, { ...input, index, onNamespace: (namespace) => namespaces.push(namespace) }),
      onUp: (set) => {
        if (made.push(set) === 1) stopwatch.phase('play');
        onProgress({ phase: 'launch', started: made.length, sets });
      },
      onLaunched: () => (launched += 1),
      onPlayed: () => {
        const results = programme.results();
        onProgress({ phase: 'play', played: results.length, cases: cases.length, failed: results.filter(({ outcome }) => outcome !== 'enforced').length });
      },
    });
  } catch (error) {
    if (!signal.aborted && programme.results().length === 0) throw error;
    brokeOff = signal.aborted ? 'interrupted' : describeError(error);
  } finally {
    stopwatch.phase('tear down');
    onProgress({ phase: 'tear down' });
    leftovers = await tearDown(context.log, probes.tracker, teardown);
  }
  stopwatch.phase('sweep');
  await sweeper.finish();
  return {
    netproof: request.netproofVersion,
    server: snapshot.serverVersion,
    startedAt: new Date(startedMs).toISOString(),
    profile: request.profile,
    nodes,
    families: [...new Set(made.flatMap(({ cells }) => cells().map(({ way }) => way.family)))].toSorted((a, b) => a - b),
    sets: made.length,
    cases: [...programme.results(), ...programme.unplayed().map((one) => unplayed(one, programme.hasStopped()))].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    cells: made.reduce((sum, set) => sum + set.cells().length, 0),
    attempts: made.reduce((sum, set) => sum + set.attempts(), 0),
    wallMs: Math.round(now() - startedMs),
    phases: stopwatch.read(),
    apiCalls: api.counts().calls - before.calls,
    notPlayed,
    ...(brokeOff === undefined ? {} : { brokeOff }),
    leftovers,
  };
};

/** What no probe of ours can send. */
const notPlayed: readonly NotPlayed[] = [{ feature: 'SCTP traffic', reason: 'netproof sends no SCTP; that policies for SCTP leave TCP and UDP alone is played' }];

/** A probe must not end before its run does, and must end some time after; what could not be judged is played twice. */
const lifeMs = (cases: readonly ConformanceCase[]): number => 10 * 60_000 + cases.length * 60_000 + 2 * Math.max(...cases.map(extraMsOf));

const unplayed = ({ id, title, feature, profile, tags }: ConformanceCase, hasStopped: boolean): CaseResult => ({ id, title, feature, profile, tags, outcome: 'not-testable', reason: hasStopped ? 'not played: another failed before (--fail-fast)' : 'no set of pods was left in which everything was open', steps: [], attempts: 0, durationMs: 0 });
