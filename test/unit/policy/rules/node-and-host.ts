/** Rules 45 to 50: nodes, a pod and itself, pods on their node's network, ICMP. shop/web runs on node-1. */
import type { PodEndpoint } from '../../../../src/policy/endpoint.ts';
import type { Case } from './case.ts';
import { nodes } from './cast.ts';

const ofWeb = 'podSelector: {matchLabels: {app: web}}';
const denyAll = { 'shop/deny-all': '{podSelector: {}, policyTypes: [Ingress, Egress]}' };

const onHost = (node: 'node-1' | 'node-2'): Partial<PodEndpoint> => ({ hostNetwork: true, node, ips: nodes.find(({ name }) => name === node)?.ips ?? [], labels: { app: 'agent' } });
const agents = { 'shop/agent-1': onHost('node-1'), 'shop/agent-2': onHost('node-2') };

export const nodeAndHost: readonly Case[] = [
  {
    rules: [45],
    name: 'a node always reaches its own pods: the kubelet probes them',
    policies: denyAll,
    expect: { 'node-1 -> shop/web TCP 80': 'allow', 'node-1 -> shop/web UDP 9 IPv6': 'allow', 'node-2 -> shop/api TCP 80': 'allow' },
  },
  {
    rules: [46],
    name: 'a node is exempt at no other node\'s pods, but many implementations exempt or rewrite it',
    policies: denyAll,
    expect: { 'node-2 -> shop/web TCP 80': 'deny, undefined: other-node', 'node-1 -> shop/api TCP 80 IPv6': 'deny, undefined: other-node' },
  },
  {
    rules: [46],
    name: 'selectors do not speak of nodes',
    policies: { 'shop/in': `{${ofWeb}, ingress: [{from: [{namespaceSelector: {}}]}]}` },
    expect: { 'node-2 -> shop/web TCP 80': 'deny, undefined: other-node' },
  },
  {
    rules: [46],
    name: 'a block of the nodes\' addresses does not match where they are rewritten on the way',
    policies: { 'shop/in': `{${ofWeb}, ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]}` },
    expect: { 'node-2 -> shop/web TCP 80': 'allow, undefined: node-address', 'node-1 -> shop/web TCP 80': 'allow' },
  },
  {
    rules: [42, 47],
    name: 'a block of nodes\' addresses matches what is sent to them, by some implementations',
    policies: { 'shop/out': `{${ofWeb}, egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}]}` },
    expect: { 'shop/web -> node-2 TCP 10250': 'allow, undefined: ip-block-on-node' },
  },
  {
    rules: [42, 47],
    name: 'a port of a node may be one\'s own node\'s',
    policies: { 'shop/out': `{${ofWeb}, policyTypes: [Egress]}` },
    expect: { 'shop/web -> data/db TCP 5432 through node-port 192.0.2.1:30080': 'deny, undefined: nat' },
  },
  { rules: [46], name: 'a node is certain of a pod that nothing isolates', policies: {}, expect: { 'node-2 -> shop/web TCP 80': 'allow by no policy' } },
  {
    rules: [47],
    name: 'whether a pod\'s own node is always open to it differs, where policy says no',
    policies: denyAll,
    expect: { 'shop/web -> node-1 TCP 10250': 'deny, undefined: own-node', 'shop/web -> node-2 TCP 10250': 'deny by deny-all.egress' },
  },
  {
    rules: [47],
    name: 'where policy says yes all agree',
    policies: { 'shop/out': `{${ofWeb}, policyTypes: [Egress], egress: [{ports: [{port: 10250}]}]}` },
    expect: { 'shop/web -> node-1 TCP 10250': 'allow', 'shop/web -> node-1 TCP 22': 'deny, undefined: own-node' },
  },
  {
    rules: [48],
    name: 'a pod reaches its own address, whatever isolates it',
    policies: denyAll,
    expect: { 'shop/web -> shop/web TCP 80': 'allow', 'shop/web -> shop/web UDP 53 IPv6': 'allow' },
  },
  {
    rules: [48],
    name: 'a pod reaches itself by the addresses that never leave it',
    policies: denyAll,
    expect: { 'shop/web -> 127.0.0.1 TCP 80': 'allow', 'shop/web -> ::1 TCP 80': 'allow' },
  },
  {
    rules: [48],
    name: 'another pod of the same labels is not itself, nor is one of that name in another namespace',
    policies: denyAll,
    pods: { 'shop/web-2': { labels: { app: 'web', tier: 'front' } } },
    expect: { 'shop/web -> shop/web-2 TCP 80': 'deny', 'shop/web -> data/web TCP 80': 'deny', 'data/web -> shop/web TCP 80': 'deny' },
  },
  {
    rules: [48],
    name: 'a pod that reaches itself through a Service is left open, unless policy allows it',
    policies: denyAll,
    expect: { 'shop/web -> shop/web TCP 8080 through cluster-ip 10.96.0.20:80': 'deny, undefined: hairpin', 'data/web -> data/web TCP 8080 through cluster-ip 10.96.0.20:80': 'allow by no policy' },
  },
  {
    rules: [49],
    name: 'a pod on its node\'s network is open like the node, where it is not taken for a pod',
    policies: denyAll,
    pods: agents,
    expect: {
      'data/web -> shop/agent-2 TCP 80': 'allow, undefined: host-network',
      'shop/agent-2 -> 203.0.113.10 TCP 443': 'allow, undefined: host-network',
      'shop/agent-1 -> shop/web TCP 80': 'allow, undefined: host-network',
    },
  },
  { rules: [49], name: 'where no policy selects it all agree', policies: {}, pods: agents, expect: { 'data/web -> shop/agent-2 TCP 80': 'allow by no policy', 'shop/agent-2 -> data/web TCP 80': 'allow by no policy' } },
  {
    rules: [49],
    name: 'a selector does not mean it, where it is taken for the node',
    policies: {
      'shop/web': `
        ${ofWeb}
        policyTypes: [Ingress, Egress]
        ingress: [{from: [{podSelector: {matchLabels: {app: agent}}}]}]
        egress: [{to: [{podSelector: {matchLabels: {app: agent}}}]}]`,
    },
    pods: agents,
    expect: { 'shop/agent-2 -> shop/web TCP 80': 'deny, undefined: host-network', 'shop/web -> shop/agent-2 TCP 80': 'deny, undefined: host-network', 'shop/agent-1 -> shop/web TCP 80': 'allow' },
  },
  {
    rules: [50],
    name: 'what a policy means for ICMP is left open, both what it denies and what it allows',
    policies: { 'shop/in': `{${ofWeb}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}]}, {from: [{namespaceSelector: {}}], ports: [{port: 80}]}]}` },
    expect: {
      'shop/api -> shop/web ICMP': 'allow, undefined: icmp',
      'data/db -> shop/web ICMP': 'deny, undefined: icmp',
      '203.0.113.10 -> shop/web ICMP': 'deny, undefined: icmp',
      'data/db -> shop/web TCP 80': 'allow',
    },
  },
  { rules: [50], name: 'where nothing is isolated ICMP goes as everything does', policies: { 'shop/in': `{${ofWeb}, policyTypes: [Ingress]}` }, expect: { 'shop/web -> data/db ICMP': 'allow by no policy' } },
];
