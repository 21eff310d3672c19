/** Namespaces that the user lends for controls or canary: what lives there already must neither be harmed nor spoil them. Pure. */
import { NetproofError } from '../errors.ts';
import { isGuarded } from '../model/marks.ts';
import type { Plan, PodPlan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Selecting, Snapshot } from '../model/snapshot.ts';
import { reviewGuest } from '../plan/guests.ts';
import type { GuestOptions } from '../plan/guests.ts';
import { selectsAny } from '../policy/selecting.ts';
import type { RunRequest } from './context.ts';
import { isGuest } from './live-pod.ts';

export type Lent = Pick<RunRequest, 'controlNamespace' | 'canaryNamespace'>;

/** By the flag that names them. */
const flagged = ({ controlNamespace, canaryNamespace }: Lent): (readonly [flag: string, name: string])[] => [
  ...(controlNamespace === undefined ? [] : [['--control-namespace', controlNamespace] as const]),
  ...(canaryNamespace === undefined ? [] : [['--canary-namespace', canaryNamespace] as const]),
];

const isControl = (pod: PodPlan): boolean => !isGuest(pod);

export const lentNamespaces = (lent: Lent): ReadonlySet<string> => new Set(flagged(lent).map(([, name]) => name));

/** @throws NetproofError ERR_USAGE where pods cannot be created there */
export const checkLentNamespaces = (lent: Lent, { namespaces }: Pick<Snapshot, 'namespaces'>): void => {
  for (const [flag, name] of flagged(lent)) {
    const found = namespaces.find((namespace) => namespace.name === name);
    if (found === undefined) throw new NetproofError('ERR_USAGE', `Cannot use ${flag} ${name}: there is no such namespace`);
    if (found.terminating) throw new NetproofError('ERR_USAGE', `Cannot use ${flag} ${name}: it is being deleted`);
  }
  const { controlNamespace, canaryNamespace } = lent;
  if (canaryNamespace !== undefined && canaryNamespace === controlNamespace) throw new NetproofError('ERR_USAGE', `Cannot use --canary-namespace ${canaryNamespace}: the controls need another, since the canary asks who may connect by namespace`);
};

/**
 * Controls and the canary's pods are guests there like any other, and without a gate, so that a Service would send them
 * traffic. The canary's own policies must be the only ones that select its pods.
 *
 * @throws NetproofError ERR_USAGE with every reason why they must not be created
 */
export const admitOwnPods = (plan: Plan, snapshot: Snapshot, guests: GuestOptions, lent: Lent): Plan => {
  const names = lentNamespaces(lent);
  if (names.size === 0) return plan;
  const refusals: string[] = [];
  const foreign = plan.pods.find((pod) => pod.namespace === lent.canaryNamespace && !isGuarded(pod.labels, plan.run));
  if (foreign !== undefined) throw new NetproofError('ERR_USAGE', `Cannot use --canary-namespace ${foreign.namespace}: the matrix has ends there, and the canary needs it for itself`);
  const pods = plan.pods.map((pod) => {
    if (!names.has(pod.namespace) || !(isControl(pod) || isGuarded(pod.labels, plan.run))) return pod;
    const review = reviewGuest(pod.namespace, pod.labels, snapshot, guests);
    const services = review.touches.filter(({ kind }) => kind === 'Service').map(({ name }) => `Service ${name} would send real traffic to them`);
    const policies = isGuarded(pod.labels, plan.run) ? snapshot.selecting.filter((policy) => policy.kind === 'NetworkPolicy' && selectsAny(policy, [pod])).map(({ name }) => `NetworkPolicy ${name} selects them beside the canary's own`) : [];
    refusals.push(...[...services, ...policies, ...review.refusals].map((why) => `Cannot run ${isControl(pod) ? 'control pods' : "the canary's pods"} in namespace "${pod.namespace}": ${why}`));
    return review.adoptableBy === undefined ? pod : { ...pod, adoptableBy: review.adoptableBy };
  });
  if (refusals.length > 0) throw new NetproofError('ERR_USAGE', [...new Set(refusals)].join('\n'));
  return { ...plan, pods };
};

/**
 * The NetworkPolicies that select a control pod: nothing should restrict a control, but a cluster may put a default deny
 * into every new namespace.
 *
 * @returns `namespace/name`
 */
export const controlPoliciesIn = (policies: readonly Selecting[], { pods, controlNamespace }: Plan): string[] => {
  const controls = pods.filter((pod) => isControl(pod) && pod.namespace === controlNamespace);
  return policies.filter((policy) => selectsAny(policy, controls)).map(keyOf);
};
