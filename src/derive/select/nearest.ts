/** The outsider that looks most like an insider is the sharpest question. */
import type { Labels } from '../../model/snapshot.ts';
import type { Endpoint } from '../../policy/endpoint.ts';
import type { ReadyPeer } from '../../policy/policy-index.ts';
import type { OtherEnd } from './scene.ts';

/**
 * @param insiders whom the peer speaks of
 * @param namespace the policy's own
 * @returns outsiders at home, where insiders are, and those elsewhere; of both those whom nothing else holds back, and the rest; of each the most similar first
 */
export const nearest = (outsiders: readonly OtherEnd[], { peer }: ReadyPeer, insiders: readonly OtherEnd[], namespace: string): OtherEnd[][][] => {
  const [insider] = insiders;
  const meant = peer.ipBlock === undefined && peer.namespaceSelector === undefined ? namespace : undefined;
  const home = insider === undefined ? meant : namespaceOf(insider.end);
  const labels = insider === undefined ? (peer.podSelector?.matchLabels ?? {}) : labelsOf(insider.end);
  const ranked = outsiders.map((other) => ({ other, likeness: likeness(labelsOf(other.end), labels) })).toSorted((a, b) => b.likeness - a.likeness).map(({ other }) => other);
  return [true, false].map((atHome) => [true, false].map((free) => ranked.filter(({ end, isFree }) => (namespaceOf(end) === home) === atHome && isFree === free)));
};

const labelsOf = (end: Endpoint): Labels => (end.kind === 'pod' ? end.labels : {});

const namespaceOf = (end: Endpoint): string | undefined => (end.kind === 'pod' ? end.namespace : undefined);

const likeness = (own: Labels, wanted: Labels): number => Object.entries(own).filter(([key, value]) => wanted[key] === value).length;
