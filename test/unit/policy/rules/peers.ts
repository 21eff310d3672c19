/** Rules 17 to 25: whom selectors speak of, alone and together. */
import type { Case } from './case.ts';

/** A policy for shop/web that lets these in. */
const from = (peers: string): Case['policies'] => ({
  'shop/in': `
    podSelector: {matchLabels: {app: web}}
    policyTypes: [Ingress]
    ingress:
      - from: ${peers}`,
});

export const peers: readonly Case[] = [
  {
    rules: [17],
    name: 'an empty podSelector isolates every pod of the policy\'s namespace, and no other',
    policies: { 'shop/deny': '{podSelector: {}, policyTypes: [Ingress]}' },
    expect: { 'data/db -> shop/web TCP 80': 'deny', 'data/db -> shop/bare TCP 80': 'deny', 'data/db -> data/web TCP 80': 'allow by no policy', 'data/db -> lab/tool TCP 80': 'allow by no policy' },
  },
  {
    rules: [18],
    name: 'a podSelector alone means pods of the policy\'s own namespace',
    policies: from('[{podSelector: {matchLabels: {tier: back}}}]'),
    expect: { 'shop/api -> shop/web TCP 80': 'allow by in.ingress[0]', 'data/db -> shop/web TCP 80': 'deny', 'shop/bare -> shop/web TCP 80': 'deny' },
  },
  {
    rules: [18],
    name: 'an empty podSelector means every pod there, and nobody outside',
    policies: from('[{podSelector: {}}]'),
    expect: { 'shop/bare -> shop/web TCP 80': 'allow', 'data/web -> shop/web TCP 80': 'deny', '203.0.113.10 -> shop/web TCP 80': 'deny' },
  },
  {
    rules: [19],
    name: 'a namespaceSelector alone means every pod of those namespaces',
    policies: from('[{namespaceSelector: {matchLabels: {team: red}}}]'),
    expect: { 'data/db -> shop/web TCP 80': 'allow', 'data/web -> shop/web TCP 80': 'allow', 'shop/api -> shop/web TCP 80': 'deny', 'lab/tool -> shop/web TCP 80': 'deny' },
  },
  {
    rules: [20],
    name: 'an empty namespaceSelector means every pod there is, and neither addresses outside nor nodes',
    policies: {
      'shop/pods-only': `
        podSelector: {matchLabels: {app: web}}
        policyTypes: [Ingress, Egress]
        ingress: [{from: [{namespaceSelector: {}}]}]
        egress: [{to: [{namespaceSelector: {}}]}]`,
    },
    expect: {
      'shop/bare -> shop/web TCP 80': 'allow',
      'lab/tool -> shop/web TCP 80': 'allow',
      'data/db -> shop/web TCP 80 IPv6': 'allow',
      '203.0.113.10 -> shop/web TCP 80': 'deny',
      'shop/web -> lab/tool TCP 80': 'allow',
      'shop/web -> 203.0.113.10 TCP 443': 'deny',
      'shop/web -> node-2 TCP 10250': 'deny',
    },
  },
  {
    rules: [21],
    name: 'both selectors in one element must hold',
    policies: from('[{namespaceSelector: {matchLabels: {team: red}}, podSelector: {matchLabels: {app: web}}}]'),
    expect: { 'data/web -> shop/web TCP 80': 'allow', 'data/db -> shop/web TCP 80': 'deny', 'lab/tool -> shop/web TCP 80': 'deny', 'shop/api -> shop/web TCP 80': 'deny' },
  },
  {
    rules: [22],
    name: 'of two elements one is enough, and the podSelector means the policy\'s own namespace again',
    policies: from('[{namespaceSelector: {matchLabels: {team: red}}}, {podSelector: {matchLabels: {app: api}}}]'),
    expect: { 'data/web -> shop/web TCP 80': 'allow', 'data/db -> shop/web TCP 80': 'allow', 'shop/api -> shop/web TCP 80': 'allow', 'shop/bare -> shop/web TCP 80': 'deny', 'lab/tool -> shop/web TCP 80': 'deny' },
  },
  ...['ports: [{port: 80}]', '{from: [], ports: [{port: 80}]}', '{from: null, ports: [{port: 80}]}'].map((rule): Case => ({
    rules: [23],
    name: `a rule without peers speaks of everybody: ${rule}`,
    policies: {
      'shop/in': `
        podSelector: {matchLabels: {app: web}}
        ingress:
          - ${rule}`,
    },
    expect: { 'lab/tool -> shop/web TCP 80': 'allow by in.ingress[0]', '203.0.113.10 -> shop/web TCP 80': 'allow by in.ingress[0]', '2001:db8::10 -> shop/web TCP 80': 'allow', 'lab/tool -> shop/web TCP 81': 'deny' },
  })),
  {
    rules: [23],
    name: 'so does an egress rule without peers',
    policies: {
      'shop/out': `
        podSelector: {matchLabels: {app: web}}
        policyTypes: [Egress]
        egress:
          - to: []
            ports: [{port: 443}]`,
    },
    expect: { 'shop/web -> 203.0.113.10 TCP 443': 'allow by out.egress[0]', 'shop/web -> lab/tool TCP 443': 'allow', 'shop/web -> 203.0.113.10 TCP 80': 'deny' },
  },
  ...['from: [{podSelector: {}}]', '{from: [{podSelector: {}}], ports: []}'].map((rule): Case => ({
    rules: [24],
    name: `a rule without ports speaks of every port of every protocol: ${rule}`,
    policies: {
      'shop/in': `
        podSelector: {matchLabels: {app: web}}
        ingress:
          - ${rule}`,
    },
    expect: { 'shop/api -> shop/web TCP 1': 'allow', 'shop/api -> shop/web UDP 65535': 'allow', 'shop/api -> shop/web SCTP 80': 'allow', 'data/db -> shop/web TCP 1': 'deny' },
  })),
  {
    rules: [25],
    name: 'an empty namespaceSelector beside a podSelector is another thing than none',
    policies: from('[{namespaceSelector: {}, podSelector: {matchLabels: {tier: back}}}]'),
    expect: { 'shop/api -> shop/web TCP 80': 'allow', 'data/db -> shop/web TCP 80': 'allow', 'lab/tool -> shop/web TCP 80': 'deny' },
  },
  ...['{namespaceSelector: {matchLabels: {team: red}}, podSelector: {}}', '{namespaceSelector: {matchLabels: {team: red}}, podSelector: null}'].map((peer): Case => ({
    rules: [25],
    name: `an empty podSelector beside a namespaceSelector is the same as none: ${peer}`,
    policies: from(`[${peer}]`),
    expect: { 'data/db -> shop/web TCP 80': 'allow', 'data/web -> shop/web TCP 80': 'allow', 'shop/api -> shop/web TCP 80': 'deny' },
  })),
];
