/** Rules 26 to 29: which labels a selector matches, and when. */
import type { Case } from './case.ts';

const selecting = (peer: string): Case['policies'] => ({ 'shop/in': `{podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress], ingress: [{from: [${peer}]}]}` });

/** Lets into shop/web pods of any namespace whose labels are such. */
const fromPods = (requirement: string): Case['policies'] => selecting(`{namespaceSelector: {}, podSelector: {${requirement}}}`);

/** Lets into shop/web pods of namespaces whose labels are such. */
const fromNamespaces = (requirement: string): Case['policies'] => selecting(`{namespaceSelector: {${requirement}}}`);

const [front, back, empty, missing] = ['data/web -> shop/web TCP 80', 'data/db -> shop/web TCP 80', 'lab/tool -> shop/web TCP 80', 'shop/bare -> shop/web TCP 80'] as const;

export const labels: readonly Case[] = [
  { rules: [26], name: 'In needs the key', policies: fromPods('matchExpressions: [{key: tier, operator: In, values: [front, other]}]'), expect: { [front]: 'allow', [back]: 'deny', [empty]: 'deny', [missing]: 'deny' } },
  { rules: [26], name: 'Exists needs the key, with any value', policies: fromPods('matchExpressions: [{key: tier, operator: Exists}]'), expect: { [front]: 'allow', [back]: 'allow', [empty]: 'allow', [missing]: 'deny' } },
  { rules: [26], name: 'NotIn matches where the key is missing', policies: fromPods('matchExpressions: [{key: tier, operator: NotIn, values: [front, other]}]'), expect: { [front]: 'deny', [back]: 'allow', [empty]: 'allow', [missing]: 'allow' } },
  { rules: [26], name: 'DoesNotExist matches where the key is missing alone', policies: fromPods('matchExpressions: [{key: tier, operator: DoesNotExist}]'), expect: { [front]: 'deny', [back]: 'deny', [empty]: 'deny', [missing]: 'allow' } },
  {
    rules: [26],
    name: 'all expressions must hold, so Exists beside NotIn leaves out who lacks the key',
    policies: fromPods('matchExpressions: [{key: tier, operator: Exists}, {key: tier, operator: NotIn, values: [front]}]'),
    expect: { [front]: 'deny', [back]: 'allow', [empty]: 'allow', [missing]: 'deny' },
  },
  {
    rules: [26],
    name: 'labels and expressions must both hold',
    policies: fromPods('matchLabels: {app: db}, matchExpressions: [{key: tier, operator: NotIn, values: [front]}]'),
    expect: { [front]: 'deny', [back]: 'allow', [empty]: 'deny', [missing]: 'deny' },
  },
  {
    rules: [26],
    name: 'NotIn matches a namespace that lacks the key',
    policies: fromNamespaces('matchExpressions: [{key: team, operator: NotIn, values: [red]}]'),
    expect: { 'data/db -> shop/web TCP 80': 'deny', 'shop/api -> shop/web TCP 80': 'allow', 'lab/tool -> shop/web TCP 80': 'allow' },
  },
  {
    rules: [26],
    name: 'DoesNotExist matches a namespace that lacks the key alone',
    policies: fromNamespaces('matchExpressions: [{key: team, operator: DoesNotExist}]'),
    expect: { 'data/db -> shop/web TCP 80': 'deny', 'shop/api -> shop/web TCP 80': 'deny', 'lab/tool -> shop/web TCP 80': 'allow' },
  },
  {
    rules: [26],
    name: 'NotIn isolates a pod that lacks the key',
    policies: { 'shop/deny': '{podSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [front]}]}, policyTypes: [Ingress]}' },
    expect: { 'data/db -> shop/bare TCP 80': 'deny', 'data/db -> shop/api TCP 80': 'deny', 'data/db -> shop/web TCP 80': 'allow' },
  },
  { rules: [27], name: 'an empty value needs the key, with an empty value', policies: fromPods('matchLabels: {tier: ""}'), expect: { [front]: 'deny', [empty]: 'allow', [missing]: 'deny' } },
  { rules: [27], name: 'an empty value may be one of In', policies: fromPods('matchExpressions: [{key: tier, operator: In, values: ["", back]}]'), expect: { [front]: 'deny', [back]: 'allow', [empty]: 'allow', [missing]: 'deny' } },
  { rules: [27], name: 'an empty value may be one of NotIn, and a missing key is none', policies: fromPods('matchExpressions: [{key: tier, operator: NotIn, values: [""]}]'), expect: { [front]: 'allow', [empty]: 'deny', [missing]: 'allow' } },
  {
    rules: [27],
    name: 'the same holds for namespaces',
    policies: fromNamespaces('matchLabels: {team: ""}'),
    namespaces: { data: { team: '' } },
    expect: { 'data/db -> shop/web TCP 80': 'allow', 'lab/tool -> shop/web TCP 80': 'deny', 'shop/api -> shop/web TCP 80': 'deny' },
  },
  {
    rules: [28],
    name: 'every namespace has its name for a label',
    policies: fromNamespaces('matchLabels: {kubernetes.io/metadata.name: lab}'),
    expect: { 'lab/tool -> shop/web TCP 80': 'allow', 'data/db -> shop/web TCP 80': 'deny' },
  },
  {
    rules: [28],
    name: 'the label is there where nobody declared it, and is not what somebody else declared',
    policies: fromNamespaces('matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [lab]}]'),
    namespaces: { lab: {}, data: { 'kubernetes.io/metadata.name': 'lab' } },
    expect: { 'lab/tool -> shop/web TCP 80': 'allow', 'data/db -> shop/web TCP 80': 'deny' },
  },
  {
    rules: [28],
    name: 'all but one by that label',
    policies: fromNamespaces('matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [lab]}]'),
    expect: { 'lab/tool -> shop/web TCP 80': 'deny', 'data/db -> shop/web TCP 80': 'allow', 'shop/api -> shop/web TCP 80': 'allow' },
  },
  ...[
    { name: 'before', pods: {}, verdict: 'deny' as const },
    { name: 'after', pods: { 'data/db': { labels: { app: 'db', tier: 'front' } } }, verdict: 'allow' as const },
  ].map(({ name, pods, verdict }): Case => ({ rules: [29], name: `labels are those of now: a peer ${name} it is relabelled`, policies: fromPods('matchLabels: {tier: front}'), pods, expect: { [back]: verdict } })),
  ...[
    { name: 'before', namespaces: {}, verdict: 'deny' as const },
    { name: 'after', namespaces: { lab: { team: 'red' } }, verdict: 'allow' as const },
  ].map(({ name, namespaces, verdict }): Case => ({ rules: [29], name: `labels are those of now: a namespace ${name} it is relabelled`, policies: fromNamespaces('matchLabels: {team: red}'), namespaces, expect: { [empty]: verdict } })),
  ...[
    { name: 'before', pods: {}, verdict: 'allow' as const },
    { name: 'after', pods: { 'shop/bare': { labels: { quarantine: 'yes' } } }, verdict: 'deny' as const },
  ].map(({ name, pods, verdict }): Case => ({
    rules: [29],
    name: `labels are those of now: an isolated pod ${name} it is relabelled`,
    policies: { 'shop/deny': '{podSelector: {matchLabels: {quarantine: "yes"}}, policyTypes: [Ingress]}' },
    pods,
    expect: { 'data/db -> shop/bare TCP 80': verdict },
  })),
];
