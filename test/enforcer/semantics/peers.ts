import { hostBlock, maskCidr, type Block } from '../rules/addresses.ts';
import type { Peer, Selector } from '../view/policy-spec.ts';
import type { Pod, View } from '../view/view.ts';
import { selects } from './selector.ts';

/** The addresses that a rule of a policy in `namespace` names; no peers at all is any address, in the cluster or not. */
export function blocksOf(peers: readonly Peer[] | undefined, namespace: string, view: View): readonly Block[] | 'any' {
  if (peers === undefined || peers.length === 0) return 'any';
  return peers.flatMap((peer) => blocksOfPeer(peer, namespace, view));
}

function blocksOfPeer(peer: Peer, namespace: string, view: View): Block[] {
  if (peer.ipBlock !== undefined) {
    const { cidr, except = [] } = peer.ipBlock;
    return [{ cidr: maskCidr(cidr), except: except.map(maskCidr) }];
  }
  return view.pods.filter((pod) => isPeer(pod, peer, namespace, view)).flatMap(({ addresses }) => addresses.map(hostBlock));
}

/** Whether a pod is what a selector peer means: both selectors must hold, and without one for namespaces it is the policy's own. */
export function isPeer(pod: Pod, { podSelector = {}, namespaceSelector }: Peer, namespace: string, view: View): boolean {
  return isInNamespaces(pod, namespaceSelector, namespace, view) && selects(podSelector, pod.labels);
}

function isInNamespaces(pod: Pod, selector: Selector | undefined, namespace: string, view: View): boolean {
  if (selector === undefined) return pod.namespace === namespace;
  const labels = view.namespaces.get(pod.namespace);
  return labels !== undefined && selects(selector, labels);
}
