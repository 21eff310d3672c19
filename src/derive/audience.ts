/** Whom rules speak of, of many endpoints at once: namespaces and addresses say who may be meant, and the engine decides. */
import type { Family } from '../../probes/contract.ts';
import type { Selector } from '../model/snapshot.ts';
import { addressesOf } from '../policy/endpoint.ts';
import type { Endpoint } from '../policy/endpoint.ts';
import { matchesPeer } from '../policy/peers.ts';
import type { PolicyIndex, ReadyPeer, ReadyRule } from '../policy/policy-index.ts';
import { holding } from '../policy/readings.ts';
import type { Reading } from '../policy/readings.ts';
import { selects } from '../policy/selector.ts';
import type { SpansOf } from './atoms.ts';
import { addBit, bitsOf, noBits } from './bits.ts';
import type { Bits } from './bits.ts';
import { memoised } from './memoised.ts';
import { sharing } from './shared-bits.ts';
import { spelledPeers } from './spelling.ts';

/** How addresses are looked at. Selectors do not care. */
export interface Lens {
  readonly reading: Reading;
  readonly family: Family;
}

/** @returns the positions of the endpoints that a rule speaks of; where two are equal, the very same set */
export type Audience = (rule: ReadyRule, lens: Lens) => Bits;

export const audienceAmong = (ends: readonly Endpoint[], index: PolicyIndex, spansOf: SpansOf): Audience => {
  const inNamespaces = podsByNamespace(ends, index);
  const alike = [...Map.groupBy(ends.keys(), (at) => placeOf(ends[at], spansOf)).values()];

  const isMeant = ({ policy }: ReadyRule, peer: ReadyPeer, at: number, { reading, family }: Lens): boolean => {
    const end = ends[at];
    return end !== undefined && matchesPeer(peer, policy.namespace, end, { index, family, ipBlocksHoldPods: holding(end, reading) });
  };

  const meant = (rule: ReadyRule, peer: ReadyPeer, lens: Lens): number[] =>
    peer.matchesIp === undefined
      ? inNamespaces(rule.policy.namespace, peer.peer.namespaceSelector).filter((at) => isMeant(rule, peer, at, lens))
      : alike.flatMap((group) => (isMeant(rule, peer, group[0] ?? -1, lens) ? group : []));

  const shared = sharing();
  const everybody = shared(bitsOf(ends.keys(), ends.length));
  const audience = memoised(
    ({ rule, lens }: { readonly rule: ReadyRule; readonly lens: Lens }) => `${lensKey(rule, lens)} ${spelledPeers(rule)}`,
    ({ rule, lens }) => {
      const bits = noBits(ends.length);
      for (const peer of rule.peers) for (const at of meant(rule, peer, lens)) addBit(bits, at);
      return shared(bits);
    },
  );
  return (rule, lens) => (rule.peers.length === 0 ? everybody : audience({ rule, lens }));
};

const lensKey = ({ peers }: ReadyRule, { reading, family }: Lens): string => (peers.some(({ matchesIp }) => matchesIp !== undefined) ? `${family} ${[...reading].join()}` : '');

/** Endpoints of a kind whose addresses lie in the same spans are in the same blocks. */
const placeOf = (end: Endpoint | undefined, spansOf: SpansOf): string => (end === undefined ? '' : `${end.kind} ${spansOf(addressesOf(end))}`);

/** @returns the pods of the namespaces that a selector means; without one, of their own */
const podsByNamespace = (ends: readonly Endpoint[], index: PolicyIndex): ((own: string, selector: Selector | undefined) => readonly number[]) => {
  const pods = Map.groupBy(ends.flatMap((end, at) => (end.kind === 'pod' ? [{ at, namespace: end.namespace }] : [])), ({ namespace }) => namespace);
  const podsIn = (namespace: string): number[] => (pods.get(namespace) ?? []).map(({ at }) => at);
  return (own, selector) => (selector === undefined ? podsIn(own) : [...pods.keys()].filter((namespace) => selects(selector, index.labelsOf(namespace))).flatMap(podsIn));
};
