/** What netproof costs a cluster at one moment. */
import { globSync, readFileSync, readdirSync } from 'node:fs';
import { servedMetrics } from '../../e2e/manifests/served-metrics.ts';
import { dumpOf } from '../../e2e/support/dump.ts';
import { podsAndLeasesIn } from '../../e2e/support/leftovers.ts';
import type { Kubectl } from '../../e2e/support/kubectl.ts';
import { memoryIn } from '../support/memory.ts';
import type { Memory } from '../support/memory.ts';

export interface Process extends Memory {
  readonly command: 'run' | 'serve';
  readonly descriptors: number;
}

/** Coordinators that are pods of any test cluster of this machine: whoever is inside of one sees them from outside. */
export const coordinators = (): Process[] =>
  globSync('/proc/[0-9]*').flatMap((folder) => {
    try {
      const [, program, command] = readFileSync(`${folder}/cmdline`, 'utf8').split('\0');
      if (program !== '/netproof/netproof.cjs' || (command !== 'run' && command !== 'serve')) return [];
      return [{ command, ...memoryIn(readFileSync(`${folder}/status`, 'utf8')), descriptors: readdirSync(`${folder}/fd`).length }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });

export interface Stored {
  /** Of all kinds but Events, which go by themselves after an hour, and without what is counted below. */
  readonly others: number;
  /** Pods and Leases of runs that go on. */
  readonly ours: number;
  /** Compressed, as the ConfigMap keeps them. */
  readonly historyBytes: number;
}

export const stored = async (kubectl: Kubectl, history: string): Promise<Stored> => {
  const ours = (await podsAndLeasesIn(kubectl)).length;
  const objects = [...(await dumpOf(kubectl)).values()].filter(({ kind }) => kind !== 'Event').length;
  const { binaryData = {} } = await kubectl.json<{ readonly binaryData?: Readonly<Record<string, string>> }>(['get', 'configmap', history, '-n', 'netproof']);
  return { others: objects - ours, ours, historyBytes: Object.values(binaryData).reduce((sum, text) => sum + Buffer.byteLength(text, 'base64'), 0) };
};

interface JobList {
  readonly items: readonly { readonly metadata: { readonly uid: string }; readonly status: { readonly succeeded?: number; readonly failed?: number } }[];
}

/** Jobs that have ended, by their uid: old ones are removed. @returns whether each came to its end */
export const endedJobs = async (kubectl: Kubectl): Promise<ReadonlyMap<string, boolean>> => {
  const { items } = await kubectl.json<JobList>(['get', 'jobs', '-n', 'netproof']);
  return new Map(items.flatMap(({ metadata: { uid }, status: { succeeded = 0, failed = 0 } }): [string, boolean][] => (succeeded + failed === 0 ? [] : [[uid, succeeded > 0]])));
};

/** What became of the server's runs, by its own count. */
export const servedRuns = async (kubectl: Kubectl): Promise<{ readonly came: number; readonly failed: number }> => {
  const ended = [...(await servedMetrics(kubectl)).matchAll(/^netproof_runs_total\{result="(\w+)"\} (\d+)$/gm)].map(([, result, count]) => ({ result, count: Number(count) }));
  const sumOf = (came: boolean): number => ended.filter(({ result }) => (result === '0') === came).reduce((sum, { count }) => sum + count, 0);
  return { came: sumOf(true), failed: sumOf(false) };
};
