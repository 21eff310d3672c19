/** What is measured. Making the cluster up does not count. */
import type { DerivedMatrix } from '../src/derive/derive.ts';
import { deriveFrom } from '../src/derive/from-world.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { evaluate } from '../src/policy/evaluate.ts';
import { renderDerivedYaml } from '../src/report/derived-yaml.ts';
import { planAsked } from '../src/run/planned.ts';
import type { World } from '../src/world/world.ts';
import { makeCluster } from './cluster/index.ts';
import { snapshotOf } from './cluster/snapshot.ts';
import type { ClusterSize } from './cluster/size.ts';
import { costOf } from './measure.ts';
import type { Cost } from './measure.ts';

export interface Result extends Cost {
  /** How many answers, characters or questions that was. */
  readonly times: number;
}

export const workloadNames = ['derive', 'yaml', 'evaluate', 'plan'] as const;
export type WorkloadName = (typeof workloadNames)[number];

export const workloads: Readonly<Record<WorkloadName, (size: ClusterSize) => Result>> = {
  /** The whole matrix, and each of its answers once. */
  derive: (size) => {
    const cluster = makeCluster(size);
    let times = 0;
    const cost = costOf(() => (times = askAll(deriveAll(cluster))));
    return { ...cost, times };
  },
  /** What `netproof derive` prints, each exception with the policies that decide. */
  yaml: (size) => {
    const cluster = makeCluster(size);
    let text = '';
    const cost = costOf(() => (text = renderDerivedYaml(deriveAll(cluster), { name: 'bench', remarks: [] })));
    return { ...cost, times: text.length };
  },
  /** One question after the other, all over the matrix. */
  evaluate: (size) => {
    const matrix = deriveAll(makeCluster(size));
    const times = Math.min(100_000, matrix.sources.length * matrix.targets.length);
    ask(matrix, times / 10);
    return { ...costOf(() => ask(matrix, times)), times };
  },
  /** What `plan --from-policies` computes once the cluster is read: the matrix, the cells to probe, the plan, what it would notice. */
  plan: (size) => {
    const cluster = makeCluster(size);
    const snapshot = snapshotOf(cluster, 3);
    let places = 0;
    const cost = costOf(() => (places = planIn(snapshot, cluster.namespaces.map(({ name }) => name))));
    return { ...cost, times: places };
  },
};

/** @returns at how many places something could be wrong */
const planIn = (snapshot: Snapshot, namespaces: readonly string[]): number =>
  planAsked({ snapshot, run: 'bench', secret: 'bench', today: '2026-01-01', controlNamespace: 'netproof-bench', guests: { allowAutoscaled: false }, canary: { namespace: 'netproof-canary-bench' }, fromPolicies: { name: 'network-policies', namespaces, maxCells: 200 } }).assurance?.places.of ?? 0;


const deriveAll = (cluster: World): DerivedMatrix => deriveFrom(cluster, { namespaces: cluster.namespaces.map(({ name }) => name), internet: '203.0.113.10' }).matrix;

const askAll = ({ sources, targets, answer }: DerivedMatrix): number => {
  let known = 0;
  for (let source = 0; source < sources.length; source += 1) {
    for (let target = 0; target < targets.length; target += 1) if (answer(source, target).verdict !== undefined) known += 1;
  }
  return known;
};

/** Steps without a common divisor with either side pass by all of it. */
const ask = ({ sources, targets, questions, index }: DerivedMatrix, times: number): void => {
  for (let turn = 0; turn < times; turn += 1) {
    const [question] = questions((turn * 7919) % sources.length, (turn * 104_729) % targets.length);
    if (question !== undefined) evaluate(question, index);
  }
};
