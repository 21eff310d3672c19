/** Rules 40 to 44: blocks of addresses. */
import type { Case } from './case.ts';

const ofWeb = 'podSelector: {matchLabels: {app: web}}';
const to = (...peers: readonly string[]): Case['policies'] => ({ 'shop/out': `{${ofWeb}, policyTypes: [Egress], egress: [{to: [${peers.join(', ')}]}]}` });
const from = (...peers: readonly string[]): Case['policies'] => ({ 'shop/in': `{${ofWeb}, policyTypes: [Ingress], ingress: [{from: [${peers.join(', ')}]}]}` });
const block = (cidr: string, ...except: readonly string[]): string => `{ipBlock: {cidr: "${cidr}", except: [${except.map((one) => `"${one}"`).join(', ')}]}}`;

export const ipBlock: readonly Case[] = [
  {
    rules: [40],
    name: 'a block goes out to its addresses, from the first to the last, without its exceptions',
    policies: to(block('203.0.113.0/25', '203.0.113.8/29')),
    expect: {
      'shop/web -> 203.0.113.0 TCP 443': 'allow',
      'shop/web -> 203.0.113.7 TCP 443': 'allow by out.egress[0]',
      'shop/web -> 203.0.113.8 TCP 443': 'deny by out.egress',
      'shop/web -> 203.0.113.15 TCP 443': 'deny',
      'shop/web -> 203.0.113.16 TCP 443': 'allow',
      'shop/web -> 203.0.113.127 TCP 443': 'allow',
      'shop/web -> 203.0.113.128 TCP 443': 'deny',
      'shop/web -> 203.0.112.255 TCP 443': 'deny',
    },
  },
  {
    rules: [40],
    name: 'the same on the way in',
    policies: from(block('203.0.113.0/24', '203.0.113.8/29', '203.0.113.128/25')),
    expect: { '203.0.113.10 -> shop/web TCP 80': 'deny by in.ingress', '203.0.113.16 -> shop/web TCP 80': 'allow by in.ingress[0]', '203.0.113.200 -> shop/web TCP 80': 'deny', '198.51.100.1 -> shop/web TCP 80': 'deny' },
  },
  {
    rules: [40],
    name: 'the same in IPv6',
    policies: to(block('2001:db8::/32', '2001:db8:bad::/48')),
    expect: { 'shop/web -> 2001:db8::10 TCP 443': 'allow', 'shop/web -> 2001:db8:bad::10 TCP 443': 'deny', 'shop/web -> 2001:db9::10 TCP 443': 'deny' },
  },
  {
    rules: [41],
    name: 'whether a block matches addresses of pods is left open, on the way out',
    policies: to(block('10.244.2.22/32')),
    expect: { 'shop/web -> data/db TCP 5432': 'allow, undefined: ip-block-on-pod', 'shop/web -> shop/api TCP 80': 'deny by out.egress' },
  },
  {
    rules: [41],
    name: 'and on the way in',
    policies: from(block('10.244.0.0/16', '10.244.1.0/24')),
    expect: { 'data/db -> shop/web TCP 80': 'allow, undefined: ip-block-on-pod', 'data/web -> shop/web TCP 80': 'deny by in.ingress' },
  },
  {
    rules: [41],
    name: 'everywhere is a block as any',
    policies: to(block('0.0.0.0/0')),
    expect: { 'shop/web -> data/db TCP 5432': 'allow, undefined: ip-block-on-pod', 'shop/web -> 203.0.113.10 TCP 443': 'allow' },
  },
  {
    rules: [41],
    name: 'a pod that a selector allows needs no block',
    policies: to(block('0.0.0.0/0', '10.0.0.0/8'), '{namespaceSelector: {matchLabels: {team: red}}}'),
    expect: { 'shop/web -> data/db TCP 5432': 'allow', 'shop/web -> shop/api TCP 80': 'deny' },
  },
  {
    rules: [41],
    name: 'a pod that has no address yet may come to lie in any block',
    policies: to(block('10.244.2.22/32')),
    pods: { 'data/db': { ips: [] } },
    expect: { 'shop/web -> data/db TCP 5432': 'deny, undefined: unknown-address' },
  },
  {
    rules: [41],
    name: 'a pod that has no address yet will lie in a block of everything',
    policies: to(block('0.0.0.0/0')),
    pods: { 'data/db': { ips: [] } },
    expect: { 'shop/web -> data/db TCP 5432': 'allow, undefined: ip-block-on-pod' },
  },
  {
    rules: [41],
    name: 'it is one end that is left open, and a deny of the other end is certain',
    policies: { ...to(block('10.244.2.22/32')), 'data/deny-in': '{podSelector: {}, policyTypes: [Ingress]}' },
    expect: { 'shop/web -> data/db TCP 5432': 'deny by deny-in.ingress' },
  },
  {
    rules: [42],
    name: 'a Service that leads outside: before or after the address is rewritten',
    policies: to(block('198.51.100.7/32')),
    expect: {
      'shop/web -> 198.51.100.7 TCP 443 through cluster-ip 10.96.0.30:443': 'allow, undefined: nat',
      'shop/web -> 198.51.100.8 TCP 443 through cluster-ip 10.96.0.30:443': 'deny',
      'shop/web -> 198.51.100.7 TCP 443': 'allow',
    },
  },
  {
    rules: [42],
    name: 'a Service that leads outside is certain where both its address and the one behind it are allowed',
    policies: to(block('198.51.100.7/32'), block('10.96.0.30/32')),
    expect: { 'shop/web -> 198.51.100.7 TCP 443 through cluster-ip 10.96.0.30:443': 'allow' },
  },
  {
    rules: [42],
    name: 'through a port of a node a client may come by its own address or by the node\'s',
    policies: from(block('203.0.113.0/24')),
    expect: { '203.0.113.10 -> shop/web TCP 8080 through node-port 192.0.2.2:30080': 'allow, undefined: nat' },
  },
  {
    rules: [42],
    name: 'so a block of the nodes may or may not let it in',
    policies: from(block('192.0.2.0/24')),
    expect: { '203.0.113.10 -> shop/web TCP 8080 through node-port 192.0.2.2:30080': 'deny, undefined: nat' },
  },
  {
    rules: [42],
    name: 'who lets everybody in need not know whose address it is',
    policies: from(block('203.0.113.0/24'), block('192.0.2.0/24')),
    expect: { '203.0.113.10 -> shop/web TCP 8080 through node-port 192.0.2.2:30080': 'allow' },
  },
  {
    rules: [42, 45, 46],
    name: 'who comes with a node\'s address may be let in as that node is',
    policies: { 'shop/deny-in': `{${ofWeb}, policyTypes: [Ingress]}` },
    expect: {
      '203.0.113.10 -> shop/web TCP 8080 through node-port 192.0.2.1:30080': 'deny, undefined: nat',
      '203.0.113.10 -> shop/web TCP 8080 through node-port 192.0.2.2:30080': 'deny, undefined: nat',
      '203.0.113.10 -> shop/web TCP 8080': 'deny',
    },
  },
  {
    rules: [43],
    name: 'all of IPv4 is nothing of IPv6',
    policies: to(block('0.0.0.0/0')),
    expect: { 'shop/web -> 203.0.113.10 TCP 443': 'allow', 'shop/web -> 2001:db8::10 TCP 443': 'deny', 'shop/web -> data/db TCP 5432 IPv6': 'deny by out.egress' },
  },
  {
    rules: [43],
    name: 'all of IPv6 is nothing of IPv4',
    policies: from(block('::/0')),
    expect: { '2001:db8::10 -> shop/web TCP 80': 'allow', '203.0.113.10 -> shop/web TCP 80': 'deny', 'data/db -> shop/web TCP 80 IPv6': 'allow, undefined: ip-block-on-pod', 'data/db -> shop/web TCP 80 IPv4': 'deny' },
  },
  {
    rules: [43],
    name: 'the address that is dialled decides, where the source has none of its family',
    policies: to(block('2001:db8::/32')),
    pods: { 'shop/web': { ips: ['10.244.1.10'] } },
    expect: { 'shop/web -> 2001:db8::10 TCP 443': 'allow', 'shop/web -> 203.0.113.10 TCP 443': 'deny' },
  },
  {
    rules: [44],
    name: 'bits of a host do not count',
    policies: to(block('203.0.113.99/24', '203.0.113.77/28'), block('2001:db8::99/64')),
    expect: {
      'shop/web -> 203.0.113.1 TCP 443': 'allow',
      'shop/web -> 203.0.113.63 TCP 443': 'allow',
      'shop/web -> 203.0.113.64 TCP 443': 'deny',
      'shop/web -> 203.0.113.79 TCP 443': 'deny',
      'shop/web -> 203.0.113.80 TCP 443': 'allow',
      'shop/web -> 2001:db8::1 TCP 443': 'allow',
      'shop/web -> 2001:db8:0:1::99 TCP 443': 'deny',
    },
  },
];
