/** What the canary needs besides pods: two policies, and Services that each lead to one server. Both go with their Lease, or their namespace. */
import { isDeepStrictEqual } from 'node:util';
import type { V1NetworkPolicy, V1NetworkPolicyPort, V1NetworkPolicySpec, V1Service } from '@kubernetes/client-node';
import { canaryLabels, canaryPorts } from '../model/marks.ts';
import { NetproofError } from '../errors.ts';
import type { CanaryService } from '../model/plan.ts';
import type { Named, Selecting } from '../model/snapshot.ts';
import type { Connection } from './connection.ts';
import { translate } from './errors.ts';
import { managedBy } from './identity.ts';
import type { LeaseRef } from './leases.ts';
import { ownerReference } from './pod-manifest.ts';
import { toSelectingPolicy } from './read/policies.ts';

/** All of a namespace: the API server gives each this label. */
const podsOf = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });

const bothTransports = ['TCP', 'UDP'] as const;

/** The namespaces of the guarded pods and of the free ones, which the policies admit as peers. */
export interface CanaryPeers {
  readonly namespace: string;
  readonly controlNamespace: string;
}

/**
 * One policy for each direction, each with one rule: it admits the controls on the open ports, so that whatever drops
 * everything is told from what enforces. Egress admits the guarded pods as well, and ingress does not: on that way the two
 * ends disagree, and both must be asked.
 */
export const canaryPolicies = ({ namespace, controlNamespace }: CanaryPeers, run: string, lease: LeaseRef): V1NetworkPolicy[] => {
  const ports: V1NetworkPolicyPort[] = bothTransports.map((protocol) => ({ protocol, port: canaryPorts.open[protocol] }));
  const policy = (name: string, spec: V1NetworkPolicySpec): V1NetworkPolicy => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace, labels: { ...managedBy }, ownerReferences: [ownerReference(lease, false)] }, spec });
  const [ingress, egress] = canaryPolicyNames(namespace, run);
  return [
    policy(ingress.name, { podSelector: { matchLabels: canaryLabels('server', run) }, policyTypes: ['Ingress'], ingress: [{ _from: [podsOf(controlNamespace)], ports }] }),
    policy(egress.name, { podSelector: { matchLabels: canaryLabels('client', run) }, policyTypes: ['Egress'], egress: [{ to: [podsOf(controlNamespace), podsOf(namespace)], ports }] }),
  ];
};

export const canaryPolicyNames = (namespace: string, run: string): readonly [ingress: Named, egress: Named] => [
  { namespace, name: `netproof-${run}-ingress` },
  { namespace, name: `netproof-${run}-egress` },
];

/**
 * @returns the policies as they were created, to be looked for again at the end
 * @throws NetproofError ERR_REFUSED where admission made other policies of them
 */
export const createCanaryPolicies = async (api: Connection, peers: CanaryPeers, run: string, lease: LeaseRef): Promise<Selecting[]> => {
  const created: Selecting[] = [];
  for (const body of canaryPolicies(peers, run, lease)) {
    const name = `NetworkPolicy "${peers.namespace}/${body.metadata?.name}" for the canary`;
    try {
      const policy = await api.networking.createNamespacedNetworkPolicy({ namespace: peers.namespace, body });
      if (!isDeepStrictEqual(plain(policy.spec), plain(body.spec))) throw new NetproofError('ERR_REFUSED', `Cannot create ${name}: admission changed what it says; run without the canary (--no-canary), or exempt its namespace`);
      created.push(toSelectingPolicy(policy));
    } catch (error) {
      throw error instanceof NetproofError ? error : translate(error, `create ${name}`);
    }
  }
  return created;
};

/** Without the classes of the client, and without fields that say nothing. */
const plain = (spec: unknown): unknown => JSON.parse(JSON.stringify(spec));

/** @returns its addresses */
export const createCanaryService = async (api: Connection, { namespace, name, selector }: CanaryService, lease: LeaseRef): Promise<readonly string[]> => {
  const body: V1Service = {
    metadata: { name, namespace, labels: { ...managedBy }, ownerReferences: [ownerReference(lease, false)] },
    spec: {
      selector: { ...selector },
      ipFamilyPolicy: 'PreferDualStack',
      ports: Object.entries(canaryPorts).flatMap(([which, ports]) => bothTransports.map((protocol) => ({ name: `${which}-${protocol.toLowerCase()}`, protocol, port: ports[protocol], targetPort: ports[protocol] }))),
    },
  };
  try {
    const created = await api.core.createNamespacedService({ namespace, body });
    return created.spec?.clusterIPs ?? [];
  } catch (error) {
    throw translate(error, `create Service "${namespace}/${name}" for the canary`);
  }
};
