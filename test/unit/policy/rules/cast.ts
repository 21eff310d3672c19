/** Who plays in all cases: three namespaces, six pods, two nodes. */
import type { Labels } from '../../../../src/model/snapshot.ts';
import type { NodeEndpoint, PodEndpoint } from '../../../../src/policy/endpoint.ts';

/** As declared; the API server adds `kubernetes.io/metadata.name`. */
export const namespaces: Readonly<Record<string, Labels>> = {
  shop: { team: 'blue' },
  data: { team: 'red' },
  lab: {},
  'kube-system': {},
};

export const nodes: readonly NodeEndpoint[] = [
  { kind: 'node', name: 'node-1', ips: ['192.0.2.1', '2001:db8:ffff::1'] },
  { kind: 'node', name: 'node-2', ips: ['192.0.2.2', '2001:db8:ffff::2'] },
];

/** A pod of both families, by `namespace/name`. */
export const aPod = (key: string, on: 1 | 2, number: number, fields: Partial<PodEndpoint> = {}): PodEndpoint => {
  const [namespace = '', name = ''] = key.split('/');
  const ips = [`10.244.${on}.${number}`, `fd00:244:${on}::${number}`];
  return { kind: 'pod', namespace, name, labels: {}, ports: [], ips, hostNetwork: false, node: `node-${on}`, ...fields };
};

export const pods: readonly PodEndpoint[] = [
  aPod('shop/web', 1, 11, { labels: { app: 'web', tier: 'front' } }),
  aPod('shop/api', 2, 12, { labels: { app: 'api', tier: 'back' } }),
  aPod('shop/bare', 1, 13),
  // Labelled as shop/web is, in another namespace.
  aPod('data/web', 1, 21, { labels: { app: 'web', tier: 'front' } }),
  aPod('data/db', 2, 22, { labels: { app: 'db', tier: 'back' } }),
  // A label that is there and empty.
  aPod('lab/tool', 2, 31, { labels: { app: 'tool', tier: '' } }),
];
