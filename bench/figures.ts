/** The figures that are printed, and the sizes that they are taken at. */
import type { ClusterSize } from './cluster/size.ts';
import type { Result, WorkloadName } from './workloads.ts';

export interface Figure {
  readonly workload: WorkloadName;
  readonly size: ClusterSize;
  /** What it comes to, in one line. */
  readonly say: (result: Result) => string;
}

const usual: ClusterSize = { pods: 10_000, classes: 2000, policies: 1000, namespaces: 200 };
const large: ClusterSize = { ...usual, pods: 100_000 };

/** Whoever shares the machine costs seconds, and hardly any of the CPU's: with one core for itself the two are the same. */
const spent = ({ seconds, cpuSeconds, megabytes }: Result): string => `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB (${cpuSeconds.toFixed(2)} s of CPU)`;
const each = ({ times, cpuSeconds }: Result, unit: number): string => ((cpuSeconds / times) * unit).toFixed(unit > 1e6 ? 0 : 1);
const cells = (result: Result): string => `${(result.times / 1e6).toFixed(1)} million answers, ${each(result, 1e9)} ns each`;

const derived = (name: string, size: ClusterSize): Figure => ({ workload: 'derive', size, say: (result) => `derive: ${name}: ${spent(result)}` });
const grown = (size: ClusterSize): Figure => ({
  workload: 'derive', size, say: (result) => `growth: ${size.classes} classes, ${size.policies} policies: ${spent(result)}, ${cells(result)}`,
});

const planned = (size: ClusterSize): Figure => ({ workload: 'plan', size, say: (result) => `plan: ${size.policies} policies, ${size.classes} classes, ${size.pods} pods: ${spent(result)}, ${result.times} places` });

export const figures: readonly Figure[] = [
  derived('10000 pods, 1000 policies', usual),
  derived('100000 pods, 1000 policies', large),
  derived('100000 pods in 10000 classes, 1000 policies', { ...large, classes: 10_000 }),
  { workload: 'yaml', size: usual, say: (result) => `yaml: 10000 pods, 1000 policies: ${spent(result)}, ${(result.times / 1e6).toFixed(1)} million characters` },
  { workload: 'evaluate', size: usual, say: (result) => `evaluate: 10000 pods, 1000 policies: ${each(result, 1e6)} µs a question` },
  ...[500, 1000].map((policies) => planned({ pods: policies * 10, classes: policies * 2, policies, namespaces: policies / 5 })),
  ...[500, 1000, 2000, 4000].map((policies) => grown({ ...usual, policies })),
  ...[500, 1000, 4000, 8000].map((classes) => grown({ ...usual, classes })),
];
