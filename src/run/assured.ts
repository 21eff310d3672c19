/** What a plan would notice, of all that could be wrong. Pure. */
import { assure } from '../faults/assurance.ts';
import type { AssuranceInput } from '../faults/assurance.ts';
import type { Place } from '../faults/choose/choose.ts';
import type { Plan, PodPlan } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { witnessesOf } from '../plan/policy/witnesses.ts';
import { indexPolicies } from '../policy/policy-index.ts';
import { isGuest } from './live-pod.ts';

/** @param namespaces whose pods are the user's */
export const withAssurance = (plan: Plan, places: readonly Place[], snapshot: Snapshot, namespaces: readonly string[]): Plan => {
  const index = indexPolicies(snapshot);
  const pods = guestsIn(plan);
  const cells = plan.cells.filter(({ canary }) => canary === undefined).length;
  return { ...plan, assurance: assure({ index, places, nodes: nodesOf(plan, snapshot, namespaces), witnesses: witnessesOf(plan.cells, pods, snapshot, index), cells, pods: pods.length }) };
};

/** Sources and stand-ins, without the canary's. */
export const guestsIn = ({ pods, canary }: Plan): PodPlan[] => pods.filter((pod) => isGuest(pod) && pod.namespace !== canary?.namespace);

/** Those that can take a probe, and those that cannot although somebody lives there. */
const nodesOf = ({ uncovered }: Plan, { nodes, pods }: Snapshot, namespaces: readonly string[]): AssuranceInput['nodes'] => {
  const unusable = new Map(uncovered.map(({ node, reason }) => [node, reason]));
  const inhabited = new Set(pods.filter(({ namespace, hostNetwork, finished }) => namespaces.includes(namespace) && !hostNetwork && !finished).map(({ node }) => node));
  return nodes.filter(({ name }) => !unusable.has(name) || inhabited.has(name)).map(({ name }) => {
    const reason = unusable.get(name);
    return reason === undefined ? { name } : { name, unusable: reason };
  });
};
