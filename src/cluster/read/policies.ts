/** NetworkPolicies: listed once, for what they say and for whom they select. */
import type { V1NetworkPolicy } from '@kubernetes/client-node';
import type { NetworkPolicy } from '../../model/network-policy.ts';
import type { Selecting } from '../../model/snapshot.ts';
import { toNetworkPolicy, toSelector } from '../../policy/normalise.ts';
import type { Connection } from '../connection.ts';
import { listScoped } from '../lists.ts';
import { toSelecting } from './convert.ts';

export const readPolicies = (api: Connection, namespaces: readonly string[]): Promise<V1NetworkPolicy[]> =>
  listScoped('network policies', namespaces, {
    everywhere: (page) => api.networking.listNetworkPolicyForAllNamespaces(page),
    inNamespace: (namespace, page) => api.networking.listNamespacedNetworkPolicy({ namespace, ...page }),
  });

export const toSelectingPolicy = (policy: V1NetworkPolicy): Selecting => toSelecting('NetworkPolicy', policy, toSelector(policy.spec?.podSelector));

/** The client calls `from` something else, since it is a word of another language that it is generated for. */
export const toPolicy = ({ metadata, spec: { podSelector, policyTypes, ingress, egress } = {} }: V1NetworkPolicy): NetworkPolicy =>
  toNetworkPolicy(
    { name: metadata?.name ?? '', spec: { podSelector, policyTypes, ingress: ingress?.map(({ _from, ports }) => ({ from: _from, ports })), egress } },
    metadata?.namespace ?? '',
  );
