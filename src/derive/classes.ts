/** Pods that no policy can tell apart are one class: thousands of replicas come down to a few rows. */
import type { NetworkPolicy } from '../model/network-policy.ts';
import { placeLabels } from '../model/marks.ts';
import type { Labels } from '../model/snapshot.ts';
import type { PodEndpoint } from '../policy/endpoint.ts';
import { labelKeysIn } from '../policy/selector.ts';
import type { SpansOf } from './atoms.ts';
import type { PodTemplate } from '../world/world.ts';

export interface PodClass extends PodTemplate {
  /** How many pods it stands for. */
  readonly pods: number;
}

/** Labels that controllers make up, so that they differ between replicas or releases of one workload, or with the node. */
const generated: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-uid',
  'job-name',
  ...placeLabels,
]);

/** Pods with equal namespace, labels, ports and service account, which lie alike to every block of addresses; the first speaks for all. */
export const classesOf = (pods: readonly PodTemplate[], policies: readonly NetworkPolicy[], spansOf: SpansOf): PodClass[] => {
  const lasting = lastingLabels(policies);
  const classes = Map.groupBy(
    pods.map((pod) => ({ ...pod, labels: lasting(pod.labels) })),
    (pod) => keyOf(pod, spansOf),
  );
  return [...classes.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ ...first, pods: others.length + 1 }]));
};

/** What tells workloads apart: all labels but those that controllers make up, and of these what a policy asks for. */
export const lastingLabels = (policies: readonly NetworkPolicy[]): ((labels: Labels) => Labels) => {
  const mentioned = labelKeysIn(policies);
  const dropped = new Set([...generated].filter((key) => !mentioned.has(key)));
  return (labels) => without(dropped, labels);
};

const without = (dropped: ReadonlySet<string>, labels: Labels): Labels => {
  const kept = Object.entries(labels).filter(([key]) => !dropped.has(key));
  return Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

const keyOf = ({ namespace, labels, ports, ips, serviceAccount }: PodTemplate, spansOf: SpansOf): string =>
  JSON.stringify([namespace, serviceAccount, Object.entries(labels), ports.map(({ name, protocol, port }) => `${name} ${protocol} ${port}`).toSorted(), spansOf(ips)]);

export const endpointOf = ({ namespace, labels, ports, ips }: PodTemplate): PodEndpoint => ({ kind: 'pod', namespace, labels, ports: ports.filter(({ name }) => name !== ''), ips, hostNetwork: false });
