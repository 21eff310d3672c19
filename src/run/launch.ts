/** Two rounds of pods: first who answers, then, knowing their addresses, who dials. */
import { NetproofError } from '../errors.ts';
import type { DialPlan, Plan, PodPlan } from '../model/plan.ts';
import { planDials } from '../plan/dials.ts';
import { probePlan } from '../plan/probe-plan.ts';
import type { Anchor } from './anchor.ts';
import type { RunContext } from './context.ts';
import type { Probes } from './probes.ts';
import { launchDeadlineMs } from './settings.ts';

export interface LaunchInput {
  readonly plan: Plan;
  readonly secret: string;
  readonly anchor: Anchor;
  readonly probes: Probes;
}

const isResponder = ({ role }: PodPlan): boolean => role === 'stand-in' || role === 'control-stand-in';

/** @throws NetproofError ERR_LAUNCH if not one pod of a round came up */
export const launch = async (context: RunContext, input: LaunchInput): Promise<DialPlan[]> => {
  const { plan, secret, anchor, probes } = input;
  const { request, onProgress } = context;
  const options = {
    run: plan.run,
    secret,
    timeoutMs: request.settings.attemptTimeoutMs,
    lifeMs: launchDeadlineMs + request.settings.observeDeadlineMs + 60_000,
  };
  const start = async (pods: readonly PodPlan[], dials: readonly DialPlan[], until: 'placed' | 'heard', before: number): Promise<void> => {
    await probes.create(
      pods.map((pod) => ({ plan: pod, probe: probePlan(pod, dials, options) })),
      (pod) => ({ run: plan.run, image: request.image, imagePullPolicy: request.imagePullPolicy, lease: anchor.leaseIn(pod.namespace) }),
    );
    await probes.waitFor(pods, until, launchDeadlineMs, (started) => onProgress({ phase: 'launch', started: before + started, pods: plan.pods.length }));
    failIfNoneRuns(pods, probes);
  };
  const responders = plan.pods.filter(isResponder);
  const diallers = plan.pods.filter((pod) => !isResponder(pod));
  await start(responders, [], 'placed', 0);
  const dials = planDials(plan, secret, { ipsOf: probes.ipsOf, controlServiceIps: anchor.controlServiceIps });
  await start(diallers, dials, 'heard', responders.length);
  return dials;
};

/** One missing pod makes its cells inconclusive; none at all means that nothing can be probed here. */
const failIfNoneRuns = (pods: readonly PodPlan[], probes: Probes): void => {
  const records = probes.records().filter((record) => pods.some((pod) => pod.namespace === record.namespace && pod.name === record.name));
  const failures = records.flatMap(({ failure }) => failure ?? []);
  if (records.length > 0 && failures.length === records.length) {
    throw new NetproofError('ERR_LAUNCH', `Cannot start any probe pod: ${[...new Set(failures)].join('; ')}`);
  }
};
