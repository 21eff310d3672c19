import type { Pod } from '../view/view.ts';

/**
 * The pods that have addresses of their own now. A pod that is being deleted still has them; one that has finished
 * does not. Where two claim an address, the younger has it.
 */
export function livePods(pods: readonly Pod[]): Pod[] {
  const candidates = pods.filter(({ addresses, hostNetwork, finished }) => addresses.length > 0 && !hostNetwork && !finished);
  const owners = new Map<string, Pod>();
  for (const pod of candidates.toSorted((a, b) => a.createdMs - b.createdMs)) for (const address of pod.addresses) owners.set(address, pod);
  return candidates.map((pod) => ({ ...pod, addresses: pod.addresses.filter((address) => owners.get(address) === pod) }));
}
