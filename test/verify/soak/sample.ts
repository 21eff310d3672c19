/** What netproof costs a cluster at one moment. */
import { globSync, readFileSync, readdirSync } from 'node:fs';
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
  /** Of all kinds but Events, which go by themselves after an hour. */
  readonly objects: number;
  readonly ours: number;
  readonly historyBytes: number;
}

export const stored = async (kubectl: Kubectl, history: string): Promise<Stored> => {
  const metrics = await kubectl(['get', '--raw', '/metrics']);
  const counts = [...metrics.matchAll(/^apiserver_(?:storage|resource)_objects\{([^}]*)\} (\S+)$/gm)].filter(([, labels = '']) => !/resource="events/.test(labels));
  const { data = {} } = await kubectl.json<{ readonly data?: Readonly<Record<string, string>> }>(['get', 'configmap', history, '-n', 'netproof']);
  return { objects: counts.reduce((sum, [, , count]) => sum + Number(count), 0), ours: (await podsAndLeasesIn(kubectl)).length, historyBytes: Object.values(data).reduce((sum, text) => sum + text.length, 0) };
};

interface JobList {
  readonly items: readonly { readonly metadata: { readonly uid: string }; readonly status: { readonly succeeded?: number; readonly failed?: number } }[];
}

/** Jobs that have ended, by their uid: old ones are removed. @returns whether each came to its end */
export const endedJobs = async (kubectl: Kubectl): Promise<ReadonlyMap<string, boolean>> => {
  const { items } = await kubectl.json<JobList>(['get', 'jobs', '-n', 'netproof']);
  return new Map(items.flatMap(({ metadata: { uid }, status: { succeeded = 0, failed = 0 } }): [string, boolean][] => (succeeded + failed === 0 ? [] : [[uid, succeeded > 0]])));
};
