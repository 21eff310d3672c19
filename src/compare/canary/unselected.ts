/** Pods that no policy selects: where they do not get through, a closed deny proves nothing. */
import type { CanaryCell, Diagnosis } from '../../model/report.ts';
import { explain } from './explain.ts';
import { nodesOf, tallyOf, where } from './words.ts';

const enoughAttempts = 3;

const freeIn = (cells: readonly CanaryCell[]): CanaryCell[] => cells.filter(({ direction, attempts }) => direction === 'none' && attempts >= enoughAttempts);

/** @param unheard nodes whose kubelet reached none of the canary's pods */
export const unselectedClosed = (cells: readonly CanaryCell[], { unheard }: { readonly unheard: readonly string[] }): Diagnosis | undefined => {
  const free = freeIn(cells);
  const shut = free.filter(({ through }) => through === 0);
  if (shut.length === 0) return undefined;
  const nodes = [...new Set(free.flatMap(({ node, partner }) => [node, partner]))].toSorted();
  const cutOff = nodes.filter((name) => free.filter(({ node, partner }) => node === name || partner === name).every(({ through }) => through === 0));
  const dead = cutOff.filter((node) => unheard.includes(node));
  if (dead.length > 0) return { kind: 'no-network', sentence: `Fresh pods on ${nodesOf(dead)} have no network: not even the kubelet reaches them, so nothing can be said of policy there.` };
  if (cutOff.length > 0) return { kind: 'unselected-closed', sentence: `Pods that no NetworkPolicy selects are closed on ${nodesOf(cutOff)}, though the kubelet reaches them: a default deny of another kind seems to be in force, or the network is broken there.` };
  const explanation = explain(shut, free.filter(({ through }) => through > 0));
  return { kind: 'unselected-closed', sentence: `Pods that no NetworkPolicy selects are closed${where(explanation)} (${shut.length} of ${free.length} connections): either something else than NetworkPolicy forbids it, or the network is broken there.` };
};

/** A network that comes and goes for everybody says nothing of policy. */
export const unselectedWavering = (cells: readonly CanaryCell[]): Diagnosis | undefined => {
  const wavering = freeIn(cells).filter(({ state }) => state === 'now-and-then');
  return wavering.length === 0 ? undefined : { kind: 'unknown', sentence: `Whether this cluster enforces NetworkPolicy could not be judged: its network comes and goes for pods that no policy selects, too (${tallyOf(wavering)} got through).` };
};
