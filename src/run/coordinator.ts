/** The whole run on one screen: read, plan, preflight, launch, observe, collect, tear down. What it saw comes back as a recording. */
import { describeError, NetproofError } from '../errors.ts';
import { changesBetween, targetRecords, unread } from '../interpret/changes.ts';
import type { DialPlan } from '../model/plan.ts';
import type { Recording } from '../model/recording.ts';
import { recordingVersion } from '../model/recording.ts';
import type { Selecting, Snapshot, Watched } from '../model/snapshot.ts';
import { namespacesOf } from '../plan/matrix.ts';
import { judgeOncePlaced } from '../plan/policy/once-placed.ts';
import { labelKeysIn } from '../policy/selector.ts';
import { anchorRun } from './anchor.ts';
import type { RunContext } from './context.ts';
import { lastLook } from './last-look.ts';
import { launchDiallers, launchResponders } from './launch.ts';
import { controlPoliciesIn } from './lent-namespaces.ts';
import { holdProbes, watchProbes } from './observe.ts';
import { ownNamespaces } from './own-namespaces.ts';
import { preflight } from './preflight.ts';
import { preparePlan } from './prepare.ts';
import { createProbes } from './probes.ts';
import { untilAnswered } from './recovery.ts';
import { collectDeadlineMs, perPodMs, withPatience } from './settings.ts';
import { createStopwatch } from './stopwatch.ts';
import { startSweeper } from './sweeper.ts';
import { createTeardown, tearDown } from './teardown.ts';

/**
 * Runs a matrix, the canary, or both. Whatever was created is removed again before this returns or throws.
 *
 * @throws NetproofError if nothing could be probed
 */
export const runMatrix = async (context: RunContext): Promise<Recording> => {
  const { api, request, now, signal, onProgress } = context;
  const stopwatch = createStopwatch(now);
  const before = api.counts();
  const startedAt = new Date(now()).toISOString();

  stopwatch.phase('read');
  onProgress({ phase: 'read' });
  const planned = await preparePlan(context, request);
  const { snapshot, secret } = planned;
  let { plan } = planned;
  const sweeper = await startSweeper(context, { ownRun: plan.run, namespaces: plan.pods.map(({ namespace }) => namespace), known: snapshot.namespaces });

  stopwatch.phase('preflight');
  onProgress({ phase: 'preflight', cells: plan.cells.length, pods: plan.pods.length, nodes: new Set(plan.pods.map(({ node }) => node)).size });
  await preflight(context, plan, secret);

  const teardown = createTeardown(() => untilAnswered(context));
  const own = ownNamespaces(plan, request);
  const concerned = namespacesOf(plan.pods, plan.cells);
  const probes = createProbes(context, plan, ({ namespace }) => own.has(namespace), labelKeysIn(snapshot.policies.filter(({ namespace }) => concerned.has(namespace))));
  let dials: readonly DialPlan[] = [];
  let observedUntilMs: number | undefined;
  let changes: Recording['changes'] = [];
  let targets: Recording['targets'] = [];
  let controlPolicies: readonly string[] = [];
  let { settings } = request;
  let leftovers: readonly string[] = [];
  let brokeOff: string | undefined;
  try {
    stopwatch.phase('launch');
    signal.throwIfAborted();
    const anchor = await anchorRun(context, plan, teardown);
    teardown.add('the probe pods', probes.remove);
    probes.tracker.follow([...new Set(plan.pods.map(({ namespace }) => namespace))]);
    const input = { plan, secret, anchor, probes };
    ({ plan, dials } = await launchResponders(context, input));
    await launchDiallers(context, { ...input, plan }, dials);
    settings = withPatience(settings, plan, probes.startsMs());
    plan = judgeOncePlaced(plan, snapshot, probes.ipsOf);

    stopwatch.phase('observe');
    await watchProbes(context, settings, plan, dials, probes, targetRecords(snapshot.pods, snapshot.pods, plan));
    if (settings.holdMs > 0) {
      stopwatch.phase('hold');
      await holdProbes(context, probes);
    }

    stopwatch.phase('collect');
    onProgress({ phase: 'collect' });
    observedUntilMs = now();
    const [after] = await Promise.all([lastLook(context, planned, probes.tracker), probes.stop(collectDeadlineMs + (signal.aborted ? 0 : plan.pods.length * perPodMs))]);
    changes = after === undefined ? [unread] : changesBetween(watchedOf(snapshot, anchor.canaryPolicies), after, plan);
    controlPolicies = after === undefined ? [] : controlPoliciesIn(after.policies, plan);
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
    leftovers = await tearDown(context.log, probes.tracker, teardown);
  }
  stopwatch.phase('sweep');
  await sweeper.finish();

  return {
    version: recordingVersion,
    netproof: request.netproofVersion,
    server: snapshot.serverVersion,
    startedAt,
    plan,
    settings,
    dials,
    pods: probes.records(),
    logs: probes.logs(),
    targets,
    changes,
    controlPolicies,
    ...(observedUntilMs === undefined ? {} : { observedUntilMs }),
    ...(brokeOff === undefined ? {} : { brokeOff }),
    phases: stopwatch.read(),
    apiCalls: api.counts().calls - before.calls,
    apiRetries: api.counts().retries - before.retries,
    leftovers,
  };
};

const watchedOf = (snapshot: Snapshot, ours: readonly Selecting[]): Watched => ({ ...snapshot, policies: [...snapshot.selecting.filter(({ kind }) => kind === 'NetworkPolicy'), ...ours] });
