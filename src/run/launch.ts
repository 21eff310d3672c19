/** Three rounds of pods: who answers; then, knowing their addresses, who bears witness; then who dials. */
import { NetproofError } from '../errors.ts';
import type { DialPlan, Plan, PodPlan } from '../model/plan.ts';
import { planDials, planResolverDials } from '../plan/dials.ts';
import { probePlan } from '../plan/probe-plan.ts';
import type { Anchor } from './anchor.ts';
import type { RunContext } from './context.ts';
import type { Probes } from './probes.ts';
import { resolvePlan } from './resolve.ts';
import { launchDeadlineMs, perPodMs, resolveDeadlineMs } from './settings.ts';

export interface LaunchInput {
  readonly plan: Plan;
  readonly secret: string;
  readonly anchor: Anchor;
  readonly probes: Probes;
}

const isResponder = ({ role }: PodPlan): boolean => role === 'stand-in' || role === 'control-stand-in';

/** What the second round needs to know. */
export interface Placed {
  /** The plan, with addresses in place of host names. */
  readonly plan: Plan;
  /** Every dial, now that it is known where the responders are. */
  readonly dials: readonly DialPlan[];
}

/**
 * The first round: who answers, and who asks the cluster's DNS for the host names of the matrix.
 *
 * @throws NetproofError ERR_LAUNCH if not one pod came up
 */
export const launchResponders = async (context: RunContext, input: LaunchInput): Promise<Placed> => {
  const { secret, anchor, probes } = input;
  const until = context.now() + launchDeadlineMs;
  const resolving = planResolverDials(input.plan, secret);
  const resolver = input.plan.pods.filter(({ role }) => role === 'resolver');
  await startRound(context, input, [...resolver, ...input.plan.pods.filter(isResponder)], resolving, 'placed', 0);
  const plan = await resolvePlan(context, input.plan, resolving, probes, Math.max(resolveDeadlineMs, until - context.now()));
  return { plan, dials: [...resolving, ...planDials(plan, secret, { ipsOf: probes.ipsOf, controlServiceIps: anchor.controlServiceIps, canaryServiceIps: anchor.canaryServiceIps })] };
};

/**
 * The second and the third round: the controls, and then the sources. From the first of them on, packets fly.
 *
 * @throws NetproofError ERR_LAUNCH if not one pod came up
 */
export const launchDiallers = async (context: RunContext, input: LaunchInput, dials: readonly DialPlan[]): Promise<void> => {
  const { plan } = input;
  const { pods } = plan;
  const sources = pods.filter(({ role }) => role === 'source');
  const controls = pods.filter(({ role }) => role === 'control-source');
  if (plan.cells.every(({ canary }) => canary !== undefined)) {
    // The canary's sources start with its controls: nobody's first attempts wait for a witness, and its user waits less.
    await startRound(context, input, [...controls, ...sources], dials, 'heard', pods.length - sources.length - controls.length);
    return;
  }
  // A control bears witness for a source's first attempts only if it was there before.
  await startRound(context, input, controls, dials, 'heard', pods.length - sources.length - controls.length);
  await startRound(context, input, sources, dials, 'heard', pods.length - sources.length);
};

/** A responder lives through all of them. */
const launchRounds = 3;

const startRound = async (
  { request, onProgress }: RunContext,
  { plan, secret, anchor, probes }: LaunchInput,
  pods: readonly PodPlan[],
  dials: readonly DialPlan[],
  until: 'placed' | 'heard',
  startedBefore: number,
): Promise<void> => {
  const { settings } = request;
  const lifeMs = 2 * launchRounds * launchDeadlineMs + plan.pods.length * perPodMs + settings.observeDeadlineMs + settings.holdMs + 60_000;
  const options = { run: plan.run, secret, settings, lifeMs, ...(plan.clusterCa === undefined ? {} : { clusterCa: plan.clusterCa }) };
  await probes.create(
    pods.map((pod) => ({ plan: pod, probe: probePlan(pod, dials, options) })),
    (pod) => ({ ...request.pods, run: plan.run, lease: anchor.leaseIn(pod.namespace) }),
  );
  await probes.waitFor(pods, until, launchDeadlineMs, (started) => onProgress({ phase: 'launch', started: startedBefore + started, pods: plan.pods.length }));
  failIfNoneRuns(pods, probes);
};

/** One missing pod makes its cells inconclusive; none at all means that nothing can be probed here. */
const failIfNoneRuns = (pods: readonly PodPlan[], probes: Probes): void => {
  // Without names the rest can still be probed.
  const needed = pods.filter(({ role }) => role !== 'resolver');
  const records = probes.records().filter((record) => needed.some((pod) => pod.namespace === record.namespace && pod.name === record.name));
  const failures = records.flatMap(({ failure }) => failure ?? []);
  if (records.length > 0 && failures.length === records.length) {
    throw new NetproofError('ERR_LAUNCH', `Cannot start any probe pod: ${[...new Set(failures)].join('; ')}`);
  }
};
