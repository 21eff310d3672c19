/** Three namespaces that every cluster has, and teams with three stages each. */
import type { Labels } from '../../src/model/snapshot.ts';

export interface BenchNamespace {
  readonly name: string;
  readonly labels: Labels;
}

const shared = ['kube-system', 'monitoring', 'ingress'] as const;
const stages = ['dev', 'staging', 'prod'] as const;

export const namespacesOf = (count: number): BenchNamespace[] =>
  Array.from({ length: count }, (_, index) => {
    const name = shared[index];
    return name === undefined ? teamNamespace(index - shared.length) : { name, labels: { 'kubernetes.io/metadata.name': name, purpose: 'platform' } };
  });

const teamNamespace = (index: number): BenchNamespace => {
  const team = `team-${Math.floor(index / stages.length)}`;
  const stage = stages[index % stages.length] ?? 'dev';
  const name = `${team}-${stage}`;
  return { name, labels: { 'kubernetes.io/metadata.name': name, team, stage, 'pod-security.kubernetes.io/enforce': 'restricted' } };
};
