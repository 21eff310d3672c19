/** Everything that would stop a run half way, asked before anything is created, and told in one message. */
import { podManifest } from '../cluster/pod-manifest.ts';
import { tryPod } from '../cluster/pods.ts';
import { missingRights } from '../cluster/rights.ts';
import { describeError, NetproofError } from '../errors.ts';
import type { Plan, PodPlan } from '../model/plan.ts';
import { tooLongLogs } from '../plan/log-size.ts';
import { probePlan } from '../plan/probe-plan.ts';
import type { RunContext } from './context.ts';
import { rightsFor } from './needed-rights.ts';
import { ownNamespaces } from './own-namespaces.ts';

/** @throws NetproofError ERR_REFUSED with every reason */
export const preflight = async ({ api, request }: RunContext, plan: Plan, secret: string): Promise<void> => {
  const tooLong = tooLongLogs(plan, request.settings.holdMs);
  if (tooLong.length > 0) throw new NetproofError('ERR_USAGE', tooLong.map((why) => `Cannot hold for ${request.settings.holdMs / 1000} s: ${why}`).join('\n'));
  const own = ownNamespaces(plan, request);
  const guests = plan.pods.filter(({ namespace }) => !own.has(namespace));
  const [missing, ...tried] = await Promise.all([
    missingRights(api, rightsFor(plan, own)),
    ...distinctShapes(guests).map((pod) => tryShape(pod)),
  ]);
  const problems = [...missing, ...tried.filter((problem) => problem !== undefined)];
  if (problems.length > 0) throw new NetproofError('ERR_REFUSED', [...new Set(problems)].join('\n'));

  async function tryShape(pod: PodPlan): Promise<string | undefined> {
    const probe = probePlan(pod, [], { run: plan.run, secret, settings: request.settings, lifeMs: 60_000 });
    const manifest = podManifest(pod, probe, { ...request.pods, run: plan.run });
    try {
      await tryPod(api, manifest);
      return undefined;
    } catch (error) {
      // A webhook that cannot be asked without consequences is asked by the real creation.
      return /does not support dry run/i.test(describeError(error)) ? undefined : describeError(error);
    }
  }
};

/**
 * Pods of one namespace are alike to admission, but for low ports, which need a sysctl; where one has them it stands
 * for all. What depends on labels is judged when the pod is created.
 */
const distinctShapes = (pods: readonly PodPlan[]): PodPlan[] => [
  ...new Map(pods.toSorted((a, b) => demands(a) - demands(b)).map((pod) => [pod.namespace, pod])).values(),
];

const demands = ({ listen }: PodPlan): number => (listen.some(({ port }) => port < 1024) ? 1 : 0);
