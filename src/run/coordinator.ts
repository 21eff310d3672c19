/** The whole run on one screen: read, plan, preflight, launch, observe, collect, tear down. What it saw comes back as a recording. */
import { randomBytes } from 'node:crypto';
import { readSnapshot, readVolatile } from '../cluster/read/snapshot.ts';
import { describeError, NetproofError } from '../errors.ts';
import { changesBetween, targetRecords, unread } from '../interpret/changes.ts';
import type { DialPlan, Plan } from '../model/plan.ts';
import type { Recording } from '../model/recording.ts';
import { recordingVersion } from '../model/recording.ts';
import type { Snapshot, Watched } from '../model/snapshot.ts';
import { planRun } from '../plan/plan.ts';
import { anchorRun } from './anchor.ts';
import type { RunContext, RunRequest } from './context.ts';
import { launchDiallers, launchResponders } from './launch.ts';
import { watchProbes } from './observe.ts';
import { preflight } from './preflight.ts';
import { createProbes } from './probes.ts';
import type { Probes } from './probes.ts';
import { scopeOf } from './scope.ts';
import { collectDeadlineMs } from './settings.ts';
import { createStopwatch } from './stopwatch.ts';
import { startSweeper } from './sweeper.ts';
import { createTeardown } from './teardown.ts';

export interface Planned {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  /** From which names and nonces are derived; never leaves the coordinator. */
  readonly secret: string;
}

/** Reads the cluster and plans; creates nothing. */
export const preparePlan = async ({ api, now }: Pick<RunContext, 'api' | 'now'>, request: Pick<RunRequest, 'loaded' | 'guests' | 'controlNamespace'>): Promise<Planned> => {
  const snapshot = await readSnapshot(api, scopeOf(request.loaded.matrix));
  const run = randomBytes(4).toString('hex');
  const secret = randomBytes(32).toString('hex');
  const plan = planRun({
    loaded: request.loaded,
    snapshot,
    run,
    secret,
    today: new Date(now()).toISOString().slice(0, 10),
    controlNamespace: request.controlNamespace ?? `netproof-${run}`,
    guests: request.guests,
  });
  return { plan, snapshot, secret };
};

/**
 * Runs a matrix. Whatever was created is removed again before this returns or throws.
 *
 * @throws NetproofError if nothing could be probed
 */
export const runMatrix = async (context: RunContext): Promise<Recording> => {
  const { api, request, now, signal, onProgress } = context;
  const stopwatch = createStopwatch(now);
  const startedAt = new Date(now()).toISOString();

  stopwatch.phase('read');
  onProgress({ phase: 'read' });
  const { plan, snapshot, secret } = await preparePlan(context, request);
  const sweeper = await startSweeper(context, plan, snapshot);

  stopwatch.phase('preflight');
  onProgress({ phase: 'preflight' });
  await preflight(context, plan, secret);

  const teardown = createTeardown();
  const probes = createProbes(context, plan.run, (pod) => request.controlNamespace === undefined && pod.namespace === plan.controlNamespace);
  let dials: readonly DialPlan[] = [];
  let observedUntilMs: number | undefined;
  let changes: Recording['changes'] = [];
  let targets: Recording['targets'] = [];
  let leftovers: readonly string[] = [];
  let brokeOff: string | undefined;
  try {
    stopwatch.phase('launch');
    signal.throwIfAborted();
    const anchor = await anchorRun(context, plan, teardown);
    teardown.add('the probe pods', probes.remove);
    probes.tracker.follow([...new Set(plan.pods.map(({ namespace }) => namespace))]);
    const input = { plan, secret, anchor, probes };
    dials = await launchResponders(context, input);
    await launchDiallers(context, input, dials);

    stopwatch.phase('observe');
    await watchProbes(context, plan, dials, probes, targetRecords(snapshot.pods, snapshot.pods, plan));

    stopwatch.phase('collect');
    onProgress({ phase: 'collect' });
    observedUntilMs = now();
    const [after] = await Promise.all([readAgain(context), probes.stop(collectDeadlineMs)]);
    changes = after === undefined ? [unread] : changesBetween(watchedOf(snapshot), after, plan);
    targets = after === undefined ? [] : targetRecords(snapshot.pods, after.pods, plan);
  } catch (error) {
    // Once packets have flown, what was seen is worth more than an error: the report says where it broke off.
    const nothingRuns = error instanceof NetproofError && error.code === 'ERR_LAUNCH';
    if (!signal.aborted && (dials.length === 0 || nothingRuns)) throw error;
    brokeOff = describeError(error);
    changes = [unread];
  } finally {
    // What happens from here on, a second signal included, takes nothing from what was seen.
    if (signal.aborted) brokeOff = 'interrupted';
    stopwatch.phase('tear down');
    onProgress({ phase: 'tear down' });
    leftovers = await tearDown(context, probes, teardown.run);
  }
  stopwatch.phase('sweep');
  await sweeper.finish();

  return {
    version: recordingVersion,
    netproof: request.netproofVersion,
    server: snapshot.serverVersion,
    startedAt,
    plan,
    settings: request.settings,
    dials,
    pods: probes.records(),
    logs: probes.logs(),
    targets,
    changes,
    controlPolicies: [],
    ...(observedUntilMs === undefined ? {} : { observedUntilMs }),
    ...(brokeOff === undefined ? {} : { brokeOff }),
    phases: stopwatch.read(),
    apiCalls: api.calls(),
    leftovers,
  };
};

const watchedOf = (snapshot: Snapshot): Watched => ({ ...snapshot, policies: snapshot.selecting.filter(({ kind }) => kind === 'NetworkPolicy') });

/** What may have changed meanwhile; asked twice, since without an answer nothing can be concluded. */
const readAgain = async ({ api, request, log }: RunContext): Promise<Watched | undefined> => {
  const scope = scopeOf(request.loaded.matrix);
  const read = (): Promise<Watched> => readVolatile(api, scope);
  return read()
    .catch(read)
    .catch((error: unknown) => {
      log.warn({ reason: describeError(error) }, 'cannot read again what may have changed');
      return undefined;
    });
};

/** Says what could not be removed, also where the run itself ends with an error. */
const tearDown = async ({ log }: RunContext, probes: Probes, undo: () => Promise<string[]>): Promise<string[]> => {
  const leftovers = await undo().catch((error: unknown) => [describeError(error)]);
  probes.tracker.stop();
  for (const leftover of leftovers) log.error({ leftover }, 'could not remove everything; run netproof cleanup');
  return leftovers;
};
