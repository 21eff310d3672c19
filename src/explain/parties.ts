/** Whoever is meant by a written end: one of each kind that policy tells apart. */
import { blocksIn, spansBetween } from '../derive/atoms.ts';
import type { NetworkPolicy } from '../model/network-policy.ts';
import type { Selector } from '../model/snapshot.ts';
import type { Through } from '../policy/decision.ts';
import type { Endpoint, PodEndpoint } from '../policy/endpoint.ts';
import { mentions, peerSelectors } from '../policy/selector.ts';
import { describeLabels } from '../policy/wording.ts';
import type { Case, Party } from './explanation.ts';

/** Somebody who may dial or be dialled. */
export interface Candidate {
  readonly endpoint: Endpoint;
  readonly party: Party;
  /** Where something else leads to it: a port of its own. */
  readonly port?: number;
  readonly through?: Through;
  readonly behind?: Case['behind'];
}

/** @param called by the person who asks, or by whoever is behind a Service; without it, by what it is */
export const candidate = (endpoint: Endpoint, called = nameOf(endpoint)): Candidate => ({
  endpoint,
  party: { kind: endpoint.kind, called, pods: endpoint.kind === 'pod' ? 1 : 0, ...(endpoint.kind === 'pod' ? { labels: endpoint.labels } : {}), addresses: endpoint.kind === 'address' ? [endpoint.ip] : endpoint.ips },
});

const nameOf = (endpoint: Endpoint): string => {
  switch (endpoint.kind) {
    case 'pod':
      return endpoint.name === undefined ? `a pod of ${endpoint.namespace} with ${describeLabels(endpoint.labels)}` : `pod ${endpoint.name} of ${endpoint.namespace}`;
    case 'node':
      return `node ${endpoint.name}`;
    case 'address':
      return endpoint.ip;
  }
};

/**
 * Pods that no policy can tell apart become one.
 *
 * @param apart what besides has to be told apart: who is on which node, and who is the other end itself
 */
export const distinct = (candidates: readonly Candidate[], policies: readonly NetworkPolicy[], apart: { readonly nodes: boolean; readonly self: Endpoint | undefined }): Candidate[] => {
  const spansOf = spansBetween(blocksIn(policies));
  const selectors = selectorsIn(policies);
  const keyFor = ({ endpoint, port }: Candidate): string => {
    if (endpoint.kind !== 'pod') return JSON.stringify(endpoint);
    const { namespace, labels, ports, ips, hostNetwork, node } = endpoint;
    const telling = Object.keys(labels).filter((key) => selectors.some((selector) => mentions(selector, key)));
    return JSON.stringify([namespace, port, telling.toSorted().map((key) => [key, labels[key]]), ports, spansOf(ips), hostNetwork, apart.nodes || hostNetwork ? node : '', isSame(endpoint, apart.self)]);
  };
  return [...Map.groupBy(candidates, keyFor).values()].flatMap(([first, ...others]) => (first === undefined ? [] : others.length === 0 ? [first] : [anyOf(first, others.length + 1)]));
};

const isSame = (pod: PodEndpoint, other: Endpoint | undefined): boolean => other?.kind === 'pod' && pod.name !== undefined && pod.name === other.name && pod.namespace === other.namespace;

/** None of them in particular. */
const anyOf = ({ endpoint, party, ...rest }: Candidate, pods: number): Candidate => ({ ...rest, endpoint: endpoint.kind === 'pod' ? nameless(endpoint) : endpoint, party: { ...party, pods } });

const nameless = ({ kind, namespace, labels, ports, ips, hostNetwork, node }: PodEndpoint): PodEndpoint => ({ kind, namespace, labels, ports, ips, hostNetwork, ...(node === undefined ? {} : { node }) });

const selectorsIn = (policies: readonly NetworkPolicy[]): Selector[] => policies.flatMap((policy) => [policy.podSelector, ...peerSelectors(policy)]);

