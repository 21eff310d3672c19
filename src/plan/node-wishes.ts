/** Which nodes take our pods, given what the user says of nodes and taints. Pure. */
import type { NodeWishes, Toleration } from '../model/pod-settings.ts';
import type { NodeState, Taint } from '../model/snapshot.ts';
import { wears } from '../policy/selector.ts';

/** @returns the same nodes; `schedulable` and `reason` heed tolerations and node selector */
export const heedWishes = (nodes: readonly NodeState[], { nodeSelector, tolerations }: NodeWishes): NodeState[] =>
  nodes.map((node) => {
    const { taints, schedulable: _, reason: __, ...rest } = node;
    if (!wears(node.labels ?? {}, nodeSelector)) return { ...node, schedulable: false, reason: 'does not have the labels of --node-selector' };
    if (taints === undefined) return node;
    const repelled = taints.find((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)));
    return repelled === undefined ? { ...rest, taints, schedulable: true } : { ...node, schedulable: false, reason: `has taint ${repelled.key}:${repelled.effect}` };
  });

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
const tolerates = ({ key, value, effect }: Toleration, taint: Taint): boolean =>
  (key === undefined || key === taint.key) && (value === undefined || value === taint.value) && (effect === undefined || effect === taint.effect);
