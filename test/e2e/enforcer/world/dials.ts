import { join } from 'node:path';
import type { Cluster } from '../../../cluster/index.ts';

export interface Dial {
  readonly address: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** What one pod is to dial. */
export interface PodDials {
  /** The URL of its agent. */
  readonly control: string;
  readonly dials: readonly Dial[];
  readonly timeoutMs: number;
}

/** Sends each pod's dials to it by way of its own node, all at once. @returns the outcomes in the order given */
export const dialFrom = async (cluster: Cluster, requests: readonly (PodDials & { readonly node: string })[]): Promise<string[][]> => {
  const outcomes = new Map<PodDials, string[]>();
  await Promise.all(
    [...Map.groupBy(requests, ({ node }) => node)].map(async ([node, ofNode]) => {
      const printed = await cluster.node(node).exec([process.execPath, join(import.meta.dirname, 'ask.ts')], { input: JSON.stringify(ofNode) });
      (JSON.parse(printed) as string[][]).forEach((answer, index) => outcomes.set(ofNode[index] as PodDials, answer));
    }),
  );
  return requests.map((request) => outcomes.get(request) ?? []);
};
