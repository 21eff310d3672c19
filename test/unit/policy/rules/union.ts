/** Rules 12 to 16: policies add up, and none of them takes anything away. */
import type { Case } from './case.ts';

const ofWeb = 'podSelector: {matchLabels: {app: web}}';
const denyAll = '{podSelector: {}, policyTypes: [Ingress, Egress]}';
const allowAll = `{${ofWeb}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}]}`;
const fromApi = `
  ${ofWeb}
  ingress:
    - from: [{podSelector: {matchLabels: {app: api}}}]
      ports: [{port: 80}]`;
const fromRed = `
  ${ofWeb}
  ingress:
    - from: [{namespaceSelector: {matchLabels: {team: red}}}]
      ports: [{port: 81}]`;

export const union: readonly Case[] = [
  {
    rules: [12],
    name: 'each policy allows what it allows, and their rules do not mix',
    policies: { 'shop/from-api': fromApi, 'shop/from-red': fromRed },
    expect: {
      'shop/api -> shop/web TCP 80': 'allow by from-api.ingress[0]',
      'data/db -> shop/web TCP 81': 'allow by from-red.ingress[0]',
      'shop/api -> shop/web TCP 81': 'deny by from-api.ingress, from-red.ingress',
      'data/db -> shop/web TCP 80': 'deny by from-api.ingress, from-red.ingress',
    },
  },
  {
    rules: [12],
    name: 'the other order says the same',
    policies: { 'shop/from-red': fromRed, 'shop/from-api': fromApi },
    expect: {
      'shop/api -> shop/web TCP 80': 'allow by from-api.ingress[0]',
      'data/db -> shop/web TCP 81': 'allow by from-red.ingress[0]',
      'shop/api -> shop/web TCP 81': 'deny by from-red.ingress, from-api.ingress',
    },
  },
  {
    rules: [12],
    name: 'so do rules of one policy',
    policies: {
      'shop/both': `
        ${ofWeb}
        ingress:
          - from: [{podSelector: {matchLabels: {app: api}}}]
            ports: [{port: 80}]
          - from: [{namespaceSelector: {matchLabels: {team: red}}}]
            ports: [{port: 81}]`,
    },
    expect: {
      'shop/api -> shop/web TCP 80': 'allow by both.ingress[0]',
      'data/db -> shop/web TCP 81': 'allow by both.ingress[1]',
      'data/db -> shop/web TCP 80': 'deny by both.ingress',
    },
  },
  {
    rules: [13],
    name: 'a policy that allows everything makes those that restrict pointless, both ways',
    policies: { 'shop/from-api': fromApi, 'shop/deny-all': denyAll, 'shop/allow-all': allowAll },
    expect: {
      'data/db -> shop/web UDP 9': 'allow by allow-all.ingress[0]',
      '203.0.113.10 -> shop/web TCP 80': 'allow by allow-all.ingress[0]',
      'shop/web -> 203.0.113.10 TCP 443': 'allow by allow-all.egress[0]',
      'shop/bare -> 203.0.113.10 TCP 443': 'deny by deny-all.egress',
    },
  },
  {
    rules: [14],
    name: 'beside a default deny only what is allowed gets through',
    policies: { 'shop/deny-all': denyAll, 'shop/from-red': fromRed },
    expect: {
      'data/db -> shop/web TCP 81': 'allow by from-red.ingress[0]',
      'data/db -> shop/web TCP 80': 'deny by deny-all.ingress, from-red.ingress',
      'data/db -> shop/bare TCP 81': 'deny by deny-all.ingress',
      'shop/web -> data/db TCP 81': 'deny by deny-all.egress',
    },
  },
  {
    rules: [15],
    name: 'whom one policy leaves out another still lets in',
    policies: {
      'shop/from-api': fromApi,
      'shop/not-from-api': `
        ${ofWeb}
        ingress:
          - from: [{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [api]}]}}]`,
    },
    expect: { 'shop/api -> shop/web TCP 80': 'allow by from-api.ingress[0]', 'shop/bare -> shop/web TCP 80': 'allow by not-from-api.ingress[0]', 'shop/api -> shop/web TCP 81': 'deny' },
  },
  {
    rules: [15],
    name: 'a default deny that comes to an isolated pod closes nothing more',
    policies: { 'shop/from-api': fromApi, 'shop/deny-in': `{${ofWeb}, policyTypes: [Ingress]}` },
    expect: { 'shop/api -> shop/web TCP 80': 'allow by from-api.ingress[0]' },
  },
  {
    rules: [16],
    name: 'what one peer excepts another peer, rule or policy may allow',
    policies: {
      'shop/out': `
        ${ofWeb}
        policyTypes: [Egress]
        egress:
          - to:
              - ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.8/29]}
              - ipBlock: {cidr: 203.0.113.9/32}
          - to: [{ipBlock: {cidr: 203.0.113.10/32}}]`,
      'shop/more': `
        ${ofWeb}
        policyTypes: [Egress]
        egress:
          - to: [{ipBlock: {cidr: 203.0.113.11/32}}]`,
    },
    expect: {
      'shop/web -> 203.0.113.7 TCP 443': 'allow by out.egress[0]',
      'shop/web -> 203.0.113.8 TCP 443': 'deny by out.egress, more.egress',
      'shop/web -> 203.0.113.9 TCP 443': 'allow by out.egress[0]',
      'shop/web -> 203.0.113.10 TCP 443': 'allow by out.egress[1]',
      'shop/web -> 203.0.113.11 TCP 443': 'allow by more.egress[0]',
    },
  },
];
