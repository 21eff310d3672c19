/**
 * A kubelet keeps the newest 10 MiB of a container's log, and a log that lost its beginning is no evidence. Whether a run
 * of a given length stays below that is known before it starts. Pure.
 */
import type { Plan, PodPlan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import { nodePairs } from './node-pairs.ts';

const mostBytes = 9 * 1024 * 1024;

/** A record of a dial or of a nonce that arrived, once a second. */
const recordBytes = 320;

/** Before a hold: the rush of the start, four beats a second for a while, and what a launch may take. */
const startMs = 60_000;

/** @returns for each pod that would write too much: who, and for how long it could be held */
export const tooLongLogs = (plan: Plan, holdMs: number): string[] => {
  const pairs = nodePairs(plan);
  return plan.pods.flatMap((pod) => {
    const perSecond = recordBytes * (1 + recordsOf(pod, plan, pairs));
    const mostMs = (mostBytes / perSecond) * 1000 - startMs;
    if (holdMs <= mostMs) return [];
    return [`the ${pod.role} for ${pod.serves.join(', ')} would write more log than a kubelet keeps: hold for at most ${Math.max(0, Math.floor(mostMs / 1000))}s, or split the matrix, or leave the canary out`];
  });
};

/** Records a second: each dial at a responder of ours has one with the dialler and one with the responder; the others end. */
const recordsOf = (pod: PodPlan, { cells }: Plan, pairs: ReadonlyMap<string, ReadonlySet<string>>): number => {
  const { role, namespace, name, serves, listen } = pod;
  const endless = cells.filter(({ style }) => style.pace !== 'gentle');
  const dialled = endless.filter(({ cell, canary }) => (canary === undefined ? role === 'source' && serves.includes(cell.source) : keyOf(canary.from) === keyOf(pod))).length;
  // A control source dials the control stand-ins of the nodes that cells lead to, and the control Service, by TCP and UDP and in each family.
  if (role === 'control-source') return dialled + ((pairs.get(pod.node)?.size ?? 0) + 1) * new Set(cells.map(({ cell }) => `${cell.transport} ${cell.family}`)).size;
  if (listen.length === 0) return dialled;
  const meets = endless.filter(({ destinations }) => destinations.some(({ address }) => typeof address === 'object' && 'pod' in address && address.pod.name === name && address.pod.namespace === namespace));
  return meets.length + 2 * listen.length;
};
