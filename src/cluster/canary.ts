/** What the canary needs besides pods: two policies, and Services that each lead to one server. Both go with their namespace or their Lease. */
import type { V1NetworkPolicy, V1NetworkPolicyPort, V1NetworkPolicySpec, V1Service } from '@kubernetes/client-node';
import { canaryLabels, canaryPorts } from '../model/marks.ts';
import type { CanaryService } from '../model/plan.ts';
import type { Connection } from './connection.ts';
import { translate } from './errors.ts';
import { managedBy } from './identity.ts';
import type { LeaseRef } from './leases.ts';
import { ownerReference } from './pod-manifest.ts';

const bothTransports = ['TCP', 'UDP'] as const;

/** The namespaces of the guarded pods and of the free ones, which the policies admit as peers. */
export interface CanaryPeers {
  readonly namespace: string;
  readonly controlNamespace: string;
}

/**
 * One policy for each direction, each with one rule: it admits the controls on the open port, so that whatever drops
 * everything is told from what enforces.
 */
export const canaryPolicies = ({ namespace, controlNamespace }: CanaryPeers, run: string): V1NetworkPolicy[] => {
  const peers = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': controlNamespace } } }];
  const ports: V1NetworkPolicyPort[] = bothTransports.map((protocol) => ({ protocol, port: canaryPorts.open }));
  const policy = (name: string, spec: V1NetworkPolicySpec): V1NetworkPolicy => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace, labels: { ...managedBy } }, spec });
  return [
    policy(`netproof-${run}-ingress`, { podSelector: { matchLabels: canaryLabels('server', run) }, policyTypes: ['Ingress'], ingress: [{ _from: peers, ports }] }),
    policy(`netproof-${run}-egress`, { podSelector: { matchLabels: canaryLabels('client', run) }, policyTypes: ['Egress'], egress: [{ to: peers, ports }] }),
  ];
};

export const createCanaryPolicies = async (api: Connection, peers: CanaryPeers, run: string): Promise<void> => {
  for (const body of canaryPolicies(peers, run)) {
    try {
      await api.networking.createNamespacedNetworkPolicy({ namespace: peers.namespace, body });
    } catch (error) {
      throw translate(error, `create NetworkPolicy "${peers.namespace}/${body.metadata?.name}" for the canary`);
    }
  }
};

/** @returns its addresses */
export const createCanaryService = async (api: Connection, { namespace, name, selector }: CanaryService, lease: LeaseRef): Promise<readonly string[]> => {
  const body: V1Service = {
    metadata: { name, namespace, labels: { ...managedBy }, ownerReferences: [ownerReference(lease, false)] },
    spec: {
      selector: { ...selector },
      ipFamilyPolicy: 'PreferDualStack',
      ports: Object.entries(canaryPorts).flatMap(([which, port]) => bothTransports.map((protocol) => ({ name: `${which}-${protocol.toLowerCase()}`, protocol, port, targetPort: port }))),
    },
  };
  try {
    const created = await api.core.createNamespacedService({ namespace, body });
    return created.spec?.clusterIPs ?? [];
  } catch (error) {
    throw translate(error, `create Service "${namespace}/${name}" for the canary`);
  }
};
