import type { Family } from '../../probes/contract.ts';
import { addressesOf } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { familyOf } from './ip-block.ts';
import type { PolicyIndex, ReadyPeer, ReadyRule } from './policy-index.ts';
import { selects } from './selector.ts';

/** What has to be known besides the endpoint itself. */
export interface Sight {
  readonly index: PolicyIndex;
  readonly family: Family;
  /** Which addresses of pods and nodes a block of addresses holds: those in it, none, or whichever they may be. */
  readonly ipBlocksHoldPods: 'by-address' | 'never' | 'always';
  /** Only the peers that are blocks of addresses are asked, or only those that are not. */
  readonly alone?: 'addresses' | 'selectors';
}

/** Whether the other end is one of those that a rule speaks of. A rule without peers speaks of everybody. */
export const isAmong = ({ policy, peers }: ReadyRule, other: Endpoint, sight: Sight): boolean =>
  peers.length === 0 ? sight.alone !== 'addresses' : peers.some((peer) => matchesPeer(peer, policy.namespace, other, sight));

export const matchesPeer = ({ peer, matchesIp }: ReadyPeer, namespace: string, other: Endpoint, sight: Sight): boolean => {
  if (matchesIp !== undefined) {
    if (sight.alone === 'selectors') return false;
    if (other.kind !== 'address' && sight.ipBlocksHoldPods !== 'by-address') return sight.ipBlocksHoldPods === 'always';
    if (other.kind === 'pod' && other.ips.length === 0) return peer.ipBlock !== undefined && isWholeFamily(peer.ipBlock.cidr, sight.family);
    return addressesOf(other).some((ip) => familyOf(ip) === sight.family && matchesIp(ip));
  }
  if (other.kind !== 'pod' || sight.alone === 'addresses') return false;
  const inNamespace = peer.namespaceSelector === undefined ? other.namespace === namespace : selects(peer.namespaceSelector, sight.index.labelsOf(other.namespace));
  return inNamespace && (peer.podSelector === undefined || selects(peer.podSelector, other.labels));
};

/** Whatever address a pod gets, it will be one of these. */
const isWholeFamily = (cidr: string, family: Family): boolean => cidr.endsWith('/0') && familyOf(cidr) === family;
