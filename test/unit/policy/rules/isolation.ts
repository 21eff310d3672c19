/** Rules 1 to 11: when a pod is isolated, and in which direction. */
import type { Case } from './case.ts';

const ofWeb = 'podSelector: {matchLabels: {app: web}}';
const denyIn = `
  ${ofWeb}
  policyTypes: [Ingress]`;
const denyOut = `
  ${ofWeb}
  policyTypes: [Egress]`;
const fromWeb = `
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Ingress]
  ingress:
    - from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}]`;
const toDb = `
  ${ofWeb}
  policyTypes: [Egress]
  egress:
    - to: [{namespaceSelector: {}, podSelector: {matchLabels: {app: db}}}]`;
const openBothWays = {
  'data/db -> shop/web TCP 80': 'allow by no policy',
  '203.0.113.10 -> shop/web TCP 80': 'allow by no policy',
  'shop/web -> data/db TCP 5432': 'allow by no policy',
  'shop/web -> 203.0.113.10 UDP 443': 'allow by no policy',
} as const;

export const isolation: readonly Case[] = [
  { rules: [1], name: 'a pod is open where there is no policy', policies: {}, expect: openBothWays },
  {
    rules: [1],
    name: 'a pod that no policy selects is open, whatever isolates its neighbours',
    policies: { 'shop/deny': '{podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress, Egress]}', 'lab/deny': '{podSelector: {}, policyTypes: [Ingress, Egress]}' },
    expect: openBothWays,
  },
  {
    rules: [2],
    name: 'a policy of ingress isolates in ingress alone',
    policies: { 'shop/deny-in': denyIn },
    expect: { 'data/db -> shop/web TCP 80': 'deny by deny-in.ingress', 'shop/web -> data/db TCP 5432': 'allow by no policy' },
  },
  {
    rules: [2],
    name: 'a policy of egress isolates in egress alone',
    policies: { 'shop/deny-out': denyOut },
    expect: { 'data/db -> shop/web TCP 80': 'allow by no policy', 'shop/web -> data/db TCP 5432': 'deny by deny-out.egress' },
  },
  {
    rules: [2],
    name: 'two policies, one of each, isolate both ways',
    policies: { 'shop/deny-in': denyIn, 'shop/deny-out': denyOut },
    expect: { 'data/db -> shop/web TCP 80': 'deny by deny-in.ingress', 'shop/web -> data/db TCP 5432': 'deny by deny-out.egress' },
  },
  {
    rules: [3],
    name: 'without policyTypes a policy is one of ingress',
    policies: { 'shop/plain': ofWeb },
    expect: { 'data/db -> shop/web TCP 80': 'deny by plain.ingress', 'shop/web -> data/db TCP 5432': 'allow by no policy' },
  },
  {
    rules: [3],
    name: 'without policyTypes an egress rule makes it one of both, and there is no ingress rule',
    policies: {
      'shop/plain': `
        ${ofWeb}
        egress:
          - to: [{podSelector: {}}]`,
    },
    expect: {
      'shop/web -> shop/api TCP 80': 'allow by plain.egress[0]',
      'shop/web -> data/db TCP 5432': 'deny by plain.egress',
      'shop/api -> shop/web TCP 80': 'deny by plain.ingress',
    },
  },
  {
    rules: [3],
    name: 'without policyTypes an empty list of egress rules is no egress rule',
    policies: { 'shop/plain': `{${ofWeb}, egress: []}` },
    expect: { 'data/db -> shop/web TCP 80': 'deny by plain.ingress', 'shop/web -> data/db TCP 5432': 'allow by no policy' },
  },
  {
    rules: [3],
    name: 'an empty list of policyTypes is none',
    policies: { 'shop/plain': `{${ofWeb}, policyTypes: [], egress: [{}]}` },
    expect: { 'data/db -> shop/web TCP 80': 'deny by plain.ingress', 'shop/web -> data/db TCP 5432': 'allow by plain.egress[0]' },
  },
  ...[
    { name: 'no list of ingress rules', spec: denyIn },
    { name: 'an empty list of ingress rules', spec: `{${ofWeb}, policyTypes: [Ingress], ingress: []}` },
  ].map(({ name, spec }): Case => ({
    rules: [4],
    name: `${name} lets nobody in`,
    policies: { 'shop/deny-in': spec },
    expect: {
      'shop/api -> shop/web TCP 80': 'deny by deny-in.ingress',
      'data/db -> shop/web UDP 53': 'deny by deny-in.ingress',
      '203.0.113.10 -> shop/web SCTP 80': 'deny by deny-in.ingress',
      'data/db -> shop/web TCP 80 IPv6': 'deny by deny-in.ingress',
    },
  })),
  {
    rules: [5],
    name: 'an empty ingress rule lets everybody in, by every port',
    policies: { 'shop/allow-in': `{${ofWeb}, policyTypes: [Ingress], ingress: [{}]}` },
    expect: {
      'shop/api -> shop/web TCP 80': 'allow by allow-in.ingress[0]',
      'data/db -> shop/web UDP 65535': 'allow by allow-in.ingress[0]',
      '203.0.113.10 -> shop/web SCTP 1': 'allow by allow-in.ingress[0]',
      '2001:db8::10 -> shop/web TCP 80': 'allow by allow-in.ingress[0]',
      'node-2 -> shop/web TCP 80': 'allow by allow-in.ingress[0]',
    },
  },
  ...[
    { name: 'no list of egress rules', spec: denyOut },
    { name: 'an empty list of egress rules', spec: `{${ofWeb}, policyTypes: [Egress], egress: []}` },
  ].map(({ name, spec }): Case => ({
    rules: [6],
    name: `${name} lets nothing out`,
    policies: { 'shop/deny-out': spec },
    expect: {
      'shop/web -> shop/api TCP 80': 'deny by deny-out.egress',
      'shop/web -> kube-system/dns UDP 53': 'deny by deny-out.egress',
      'shop/web -> 203.0.113.10 SCTP 80': 'deny by deny-out.egress',
      'shop/web -> data/db TCP 5432 IPv6': 'deny by deny-out.egress',
    },
    pods: { 'kube-system/dns': { labels: { 'k8s-app': 'kube-dns' } } },
  })),
  {
    rules: [6],
    name: 'an empty egress rule lets everything out',
    policies: { 'shop/allow-out': `{${ofWeb}, policyTypes: [Egress], egress: [{}]}` },
    expect: {
      'shop/web -> data/db TCP 5432': 'allow by allow-out.egress[0]',
      'shop/web -> 203.0.113.10 UDP 443': 'allow by allow-out.egress[0]',
      'shop/web -> 2001:db8::10 TCP 443': 'allow by allow-out.egress[0]',
      'shop/web -> node-2 TCP 10250': 'allow by allow-out.egress[0]',
    },
  },
  {
    rules: [7],
    name: 'a policy of egress alone leaves ingress as it is, even with ingress rules in it',
    policies: {
      'shop/out': `
        ${ofWeb}
        policyTypes: [Egress]
        ingress:
          - from: [{podSelector: {matchLabels: {app: api}}}]`,
    },
    expect: { 'data/db -> shop/web TCP 80': 'allow by no policy', 'shop/api -> shop/web TCP 80': 'allow by no policy', 'shop/web -> data/db TCP 5432': 'deny by out.egress' },
  },
  {
    rules: [7],
    name: 'a policy of ingress alone leaves egress as it is, even with egress rules in it',
    policies: {
      'shop/in': `
        ${ofWeb}
        policyTypes: [Ingress]
        egress:
          - to: [{podSelector: {matchLabels: {app: api}}}]`,
    },
    expect: { 'shop/web -> data/db TCP 5432': 'allow by no policy', 'data/db -> shop/web TCP 80': 'deny by in.ingress' },
  },
  {
    rules: [8],
    name: 'whom nobody may reach may reach everybody',
    policies: { 'shop/deny-in': '{podSelector: {}, policyTypes: [Ingress]}' },
    expect: { 'shop/web -> 203.0.113.10 TCP 443': 'allow by no policy', 'shop/web -> data/db TCP 5432': 'allow by no policy', '203.0.113.10 -> shop/web TCP 80': 'deny by deny-in.ingress' },
  },
  {
    rules: [9],
    name: 'replies need no rule: neither the source\'s ingress nor the target\'s egress is asked',
    policies: { 'shop/deny-in': denyIn, 'data/deny-out': '{podSelector: {}, policyTypes: [Egress]}' },
    expect: { 'shop/web -> data/db TCP 5432': 'allow by no policy', 'data/db -> shop/web TCP 80': 'deny by deny-out.egress, deny-in.ingress' },
  },
  {
    rules: [10],
    name: 'both ends allow',
    policies: { 'shop/to-db': toDb, 'data/from-web': fromWeb },
    expect: { 'shop/web -> data/db TCP 5432': 'allow by to-db.egress[0], from-web.ingress[0]' },
  },
  {
    rules: [10],
    name: 'the source alone allows',
    policies: { 'shop/to-db': toDb, 'data/deny-in': '{podSelector: {}, policyTypes: [Ingress]}' },
    expect: { 'shop/web -> data/db TCP 5432': 'deny by deny-in.ingress' },
  },
  {
    rules: [10],
    name: 'the target alone allows',
    policies: { 'shop/deny-out': denyOut, 'data/from-web': fromWeb },
    expect: { 'shop/web -> data/db TCP 5432': 'deny by deny-out.egress' },
  },
  {
    rules: [11],
    name: 'a policy isolates no pod of another namespace, and bounds whom its own may reach there',
    policies: { 'shop/deny': `{${ofWeb}, policyTypes: [Ingress, Egress]}` },
    expect: {
      'lab/tool -> data/web TCP 80': 'allow by no policy',
      'data/web -> lab/tool TCP 80': 'allow by no policy',
      'shop/web -> data/web TCP 80': 'deny by deny.egress',
    },
  },
];
