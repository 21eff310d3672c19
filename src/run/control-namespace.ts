/** A control namespace that the user named: what lives there already must neither be harmed nor spoil the controls. Pure. */
import { NetproofError } from '../errors.ts';
import { probeLabel } from '../model/marks.ts';
import type { Plan, PodPlan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Selecting, Snapshot } from '../model/snapshot.ts';
import { reviewGuest } from '../plan/guests.ts';
import type { GuestOptions } from '../plan/guests.ts';
import { selects } from '../policy/selector.ts';

/** @throws NetproofError ERR_USAGE where pods cannot be created there */
export const checkControlNamespace = (name: string, { namespaces }: Pick<Snapshot, 'namespaces'>): void => {
  const found = namespaces.find((namespace) => namespace.name === name);
  if (found === undefined) throw new NetproofError('ERR_USAGE', `Cannot use --control-namespace ${name}: there is no such namespace`);
  if (found.terminating) throw new NetproofError('ERR_USAGE', `Cannot use --control-namespace ${name}: it is being deleted`);
};

const isControl = ({ role }: PodPlan): boolean => role !== 'source' && role !== 'stand-in';

/**
 * The controls are guests there like any other, and without a gate, so that a Service would send them traffic.
 *
 * @throws NetproofError ERR_USAGE with every reason why they must not be created
 */
export const admitControls = (plan: Plan, snapshot: Snapshot, guests: GuestOptions): Plan => {
  const refusals: string[] = [];
  const pods = plan.pods.map((pod) => {
    if (!isControl(pod)) return pod;
    const review = reviewGuest(pod.namespace, pod.labels, snapshot, guests);
    const services = review.touches.filter(({ kind }) => kind === 'Service').map(({ name }) => `Service ${name} would send real traffic to them`);
    refusals.push(...services, ...review.refusals);
    return review.adoptableBy === undefined ? pod : { ...pod, adoptableBy: review.adoptableBy };
  });
  if (refusals.length > 0) throw new NetproofError('ERR_USAGE', [...new Set(refusals)].map((why) => `Cannot run control pods in namespace "${plan.controlNamespace}": ${why}`).join('\n'));
  return { ...plan, pods };
};

/**
 * The NetworkPolicies that select a control pod: nothing should restrict a control, but a cluster may put a default deny
 * into every new namespace.
 *
 * @returns `namespace/name`
 */
export const controlPoliciesIn = (policies: readonly Selecting[], { pods, controlNamespace }: Plan): string[] => {
  const worn = pods.filter(isControl).map(({ labels }) => ({ ...labels, [probeLabel]: 'true' }));
  return policies.filter(({ namespace, selector }) => namespace === controlNamespace && worn.some((labels) => selects(selector, labels))).map(keyOf);
};
