import type { ManifestWorld } from '../manifests/world.ts';
import type { World } from './world.ts';

/** Files know no nodes, no addresses and no API server: what depends on them stays open. */
export const worldOfManifests = ({ namespaces, policies, workloads, services }: ManifestWorld): World => ({
  namespaces,
  policies,
  pods: workloads.map(({ namespace, kind, name, labels, ports, serviceAccount, hostNetwork }) => ({ namespace, labels, ports, ips: [], serviceAccount, called: name, hostNetwork, ...(kind === 'Pod' ? { name } : {}) })),
  services,
  nodes: [],
  apiserver: [],
  otherPolicies: { objects: [], unreadable: [] },
});
