/** Looks at the lanes until each shows the same twice, and what it must; or until time is up. */
import type { NetworkPolicy } from '../../../src/model/network-policy.ts';
import type { PodEndpoint } from '../../../src/policy/endpoint.ts';
import type { Cluster } from '../../cluster/index.ts';
import { dialFrom } from '../enforcer/world/dials.ts';
import type { PodDials } from '../enforcer/world/dials.ts';
import { controlPort } from '../enforcer/world/pods.ts';
import type { Cell } from './cells.ts';

/** A set of policies on one lane. */
export interface Sitting {
  readonly seed: number;
  readonly policies: readonly NetworkPolicy[];
  readonly cells: readonly Cell[];
}

/** Outcomes of one look, in the order of the cells. */
type Look = readonly string[];

const dialTimeoutMs = 400;
const deadlineMs = 15_000;

/** @returns the last look at each. One look is of all cells at once: no two halves of two looks are ever put together. */
export const settle = async (cluster: Cluster, sittings: readonly Sitting[]): Promise<ReadonlyMap<Sitting, Look>> => {
  const until = Date.now() + deadlineMs;
  const last = new Map<Sitting, Look>();
  for (let open = sittings; open.length > 0 && Date.now() < until; ) {
    const looks = await lookAt(cluster, open);
    const restless = open.filter((sitting, index) => !isSettled(sitting, last.get(sitting), looks[index] ?? []));
    open.forEach((sitting, index) => last.set(sitting, looks[index] ?? []));
    open = restless;
  }
  return last;
};

const isSettled = ({ cells }: Sitting, before: Look | undefined, now: Look): boolean =>
  before !== undefined && cells.every(({ verdict, standing }, index) => isOpen(before[index]) === isOpen(now[index]) && (standing !== 'scored' || isOpen(now[index]) === (verdict === 'allow')));

const isOpen = (outcome: string | undefined): boolean => outcome === 'open';

const lookAt = async (cluster: Cluster, sittings: readonly Sitting[]): Promise<Look[]> => {
  const asked = sittings.map(({ cells }) => [...Map.groupBy(cells, ({ source }) => source)].map(([source, ofSource]) => dialsOf(source, ofSource)));
  const answers = (await dialFrom(cluster, asked.flat())).values();
  // A lane's cells are listed source by source, and so are its answers.
  return asked.map((requests) => requests.flatMap(() => answers.next().value ?? []));
};

const dialsOf = ({ node = '', ips: [address = ''] }: PodEndpoint, cells: readonly Cell[]): PodDials & { readonly node: string } => ({
  node,
  control: `http://${address}:${controlPort}/`,
  dials: cells.map(({ dial }) => dial),
  timeoutMs: dialTimeoutMs,
});
