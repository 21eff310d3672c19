/** A test cluster with everything that the scenarios need, booted once for all suites and demos of a process. */
import { basename, join } from 'node:path';
import { readdir, readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { probeImage } from '../../cluster/images/probe.ts';
import { workloadImages } from '../../cluster/images/workloads/images.ts';
import { down, silent, up, widestPodPrefix } from '../../cluster/index.ts';
import type { Cluster, ClusterOptions, CniName, Progress } from '../../cluster/index.ts';
import { createKubectl } from './kubectl.ts';
import type { Kubectl } from './kubectl.ts';
import { createNetproof } from './netproof.ts';
import type { Netproof } from './netproof.ts';

const examples = join(import.meta.dirname, '../../../examples');

export interface Stage {
  readonly cni: CniName;
  readonly cluster: Cluster;
  readonly kubectl: Kubectl;
  /** The real command line, as a process of its own, against this cluster. */
  readonly netproof: Netproof;
}

export interface StageOptions {
  readonly nodes?: number;
  /** Whether the examples' servers are loaded as well. */
  readonly workloads?: boolean;
  readonly flags?: ClusterOptions['flags'];
  readonly enforcerOff?: ClusterOptions['enforcerOff'];
  readonly podPrefix?: ClusterOptions['podPrefix'];
  readonly progress?: Progress;
}

/** Boots a cluster and loads the images into it. Idempotent. */
export const bootStage = async (cni: CniName, name: string, { nodes = 2, workloads = true, flags = {}, enforcerOff = [], podPrefix = widestPodPrefix, progress = silent }: StageOptions = {}): Promise<Stage> => {
  const cluster = await up({ name, cni, nodes, flags, enforcerOff, podPrefix }, progress);
  const images = [(await probeImage(progress)).tarPath, ...(workloads ? await workloadImages(progress) : [])];
  for (const image of images) {
    progress(`loading ${basename(image)} into ${cluster.name}`);
    await cluster.loadImage(image);
  }
  return { cni, cluster, kubectl: await createKubectl(cluster.kubeconfig), netproof: createNetproof(cluster.kubeconfig) };
};

export const endStage = async ({ cluster }: Stage): Promise<void> => down(cluster.name);

export const exampleFile = (example: string, file: string): string => join(examples, example, file);

/** Applies an example's workloads and waits until all of them answer. */
export const deployWorkloads = async ({ kubectl }: Stage, example: string): Promise<void> => {
  const file = exampleFile(example, 'workloads.yaml');
  await kubectl(['apply', '-f', file]);
  const objects = parseAllDocuments(await readFile(file, 'utf8')).map((document) => document.toJS() as { kind?: string; metadata?: { name: string; namespace?: string } });
  for (const { kind, metadata } of objects) {
    if (kind !== 'Deployment' || metadata === undefined) continue;
    await kubectl(['wait', '--for=condition=Available', '--timeout=90s', '-n', metadata.namespace ?? 'default', `deployment/${metadata.name}`]);
  }
};

/** Applies exactly these policies of an example and removes its others. */
export const applyPolicies = async ({ kubectl }: Stage, example: string, options: { readonly without?: readonly string[] } = {}): Promise<void> => {
  const folder = exampleFile(example, 'policies');
  const without = options.without ?? [];
  for (const file of await readdir(folder)) {
    const policy = basename(file, '.yaml');
    await kubectl(without.includes(policy) ? ['delete', '--ignore-not-found', '-f', join(folder, file)] : ['apply', '-f', join(folder, file)]);
  }
};
