/** A made-up cluster, the same one each time. */
import type { World } from '../../src/world/world.ts';
import { namespacesOf } from './namespaces.ts';
import { podsOf } from './pods.ts';
import { policiesOf } from './policies.ts';
import type { ClusterSize } from './size.ts';
import { workloadsOf } from './workloads.ts';

export const makeCluster = ({ pods, classes, policies, namespaces }: ClusterSize): World => {
  const places = namespacesOf(namespaces);
  const controlPlane = { kind: 'node', name: 'control-plane', ips: ['192.0.2.10'] } as const;
  return {
    namespaces: places,
    pods: podsOf(workloadsOf(places, classes), pods),
    policies: policiesOf(places, policies),
    services: [dns],
    nodes: [controlPlane],
    apiserver: [{ target: controlPlane, port: 6443 }, { target: controlPlane, port: 6443, through: { kind: 'cluster-ip', ip: '10.96.0.1', port: 443 } }],
    otherPolicies: { objects: [], unreadable: [] },
  };
};

const dns: World['services'][number] = {
  namespace: 'kube-system', name: 'kube-dns', selector: { 'k8s-app': 'kube-dns' }, clusterIps: ['10.96.0.10'],
  ports: [{ name: 'dns', transport: 'UDP', port: 53, targetPort: 53 }, { name: 'dns-tcp', transport: 'TCP', port: 53, targetPort: 53 }],
};
