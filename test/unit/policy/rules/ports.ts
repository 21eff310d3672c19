/** Rules 30 to 39: which ports a rule opens. */
import type { Case } from './case.ts';

/** Lets everybody into shop/web by these ports. */
const open = (ports: string): Case['policies'] => ({ 'shop/in': `{podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress], ingress: [{ports: ${ports}}]}` });

/** Lets shop/bare out by these ports, to everybody. */
const out = (ports: string): Case['policies'] => ({ 'shop/out': `{podSelector: {matchExpressions: [{key: app, operator: DoesNotExist}]}, policyTypes: [Egress], egress: [{ports: ${ports}}]}` });

const http = (port: number): { ports: { name: string; protocol: 'TCP'; port: number }[] } => ({ ports: [{ name: 'http', protocol: 'TCP', port }] });

export const ports: readonly Case[] = [
  { rules: [30], name: 'a port without a protocol is one of TCP', policies: open('[{port: 80}]'), expect: { 'data/db -> shop/web TCP 80': 'allow', 'data/db -> shop/web UDP 80': 'deny', 'data/db -> shop/web SCTP 80': 'deny', 'data/db -> shop/web TCP 81': 'deny' } },
  { rules: [31], name: 'a protocol without a port is all its ports', policies: open('[{protocol: UDP}]'), expect: { 'data/db -> shop/web UDP 1': 'allow', 'data/db -> shop/web UDP 65535': 'allow', 'data/db -> shop/web TCP 80': 'deny', 'data/db -> shop/web SCTP 80': 'deny' } },
  { rules: [30, 31], name: 'an element that says nothing is all of TCP', policies: open('[{}]'), expect: { 'data/db -> shop/web TCP 1': 'allow', 'data/db -> shop/web TCP 65535': 'allow', 'data/db -> shop/web UDP 53': 'deny' } },
  { rules: [32], name: 'a rule of UDP opens nothing of TCP', policies: open('[{protocol: UDP, port: 53}]'), expect: { 'data/db -> shop/web UDP 53': 'allow', 'data/db -> shop/web TCP 53': 'deny', 'data/db -> shop/web UDP 54': 'deny' } },
  { rules: [33], name: 'a rule of SCTP isolates as any does, and opens nothing of TCP', policies: open('[{protocol: SCTP, port: 80}]'), expect: { 'data/db -> shop/web SCTP 80': 'allow', 'data/db -> shop/web TCP 80': 'deny', 'data/db -> shop/web TCP 81': 'deny by in.ingress', 'data/db -> shop/web UDP 80': 'deny' } },
  { rules: [34], name: 'an element that fits nothing does not make the rule one of all ports', policies: open('[{port: no-such-port}]'), expect: { 'data/db -> shop/web TCP 80': 'deny by in.ingress', 'data/db -> shop/web TCP 1': 'deny', '203.0.113.10 -> shop/web UDP 53': 'deny' } },
  { rules: [34], name: 'nor does it spoil the elements beside it', policies: open('[{port: no-such-port}, {port: 80}]'), expect: { 'data/db -> shop/web TCP 80': 'allow', 'data/db -> shop/web TCP 81': 'deny' } },
  {
    rules: [34, 37],
    name: 'addresses and nodes have no names for ports',
    policies: out('[{port: http}]'),
    pods: { 'shop/api': http(8080) },
    expect: { 'shop/bare -> shop/api TCP 8080': 'allow', 'shop/bare -> 203.0.113.10 TCP 8080': 'deny', 'shop/bare -> 203.0.113.10 TCP 80': 'deny', 'shop/bare -> node-2 TCP 8080': 'deny' },
  },
  {
    rules: [35],
    name: 'both ends of a range belong to it',
    policies: open('[{port: 32000, endPort: 32768}]'),
    expect: { 'data/db -> shop/web TCP 31999': 'deny', 'data/db -> shop/web TCP 32000': 'allow', 'data/db -> shop/web TCP 32400': 'allow', 'data/db -> shop/web TCP 32768': 'allow', 'data/db -> shop/web TCP 32769': 'deny', 'data/db -> shop/web UDP 32400': 'deny' },
  },
  { rules: [35], name: 'a range may be of one port', policies: open('[{port: 80, endPort: 80}]'), expect: { 'data/db -> shop/web TCP 79': 'deny', 'data/db -> shop/web TCP 80': 'allow', 'data/db -> shop/web TCP 81': 'deny' } },
  { rules: [35], name: 'a range may be of UDP, and go out', policies: out('[{protocol: UDP, port: 1, endPort: 65535}]'), expect: { 'shop/bare -> 203.0.113.10 UDP 1': 'allow', 'shop/bare -> 203.0.113.10 UDP 65535': 'allow', 'shop/bare -> 203.0.113.10 TCP 1': 'deny' } },
  {
    rules: [36],
    name: 'a named port of ingress is another number on each isolated pod',
    policies: { 'shop/in': '{podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: http}]}]}' },
    pods: { 'shop/web': http(80), 'shop/api': http(8080) },
    expect: { 'data/db -> shop/web TCP 80': 'allow', 'data/db -> shop/web TCP 8080': 'deny', 'data/db -> shop/api TCP 8080': 'allow', 'data/db -> shop/api TCP 80': 'deny', 'data/db -> shop/bare TCP 80': 'deny' },
  },
  {
    rules: [36],
    name: 'a named port of egress is the destination\'s, not the source\'s, and another number on each',
    policies: out('[{port: http}]'),
    pods: { 'shop/bare': http(1111), 'shop/api': http(8080), 'data/web': http(9090) },
    expect: { 'shop/bare -> shop/api TCP 8080': 'allow', 'shop/bare -> data/web TCP 9090': 'allow', 'shop/bare -> shop/api TCP 9090': 'deny', 'shop/bare -> data/web TCP 8080': 'deny', 'shop/bare -> data/web TCP 1111': 'deny' },
  },
  {
    rules: [36],
    name: 'a name that two containers have for two protocols is looked up by protocol',
    policies: open('[{protocol: UDP, port: dns}]'),
    pods: { 'shop/web': { ports: [{ name: 'dns', protocol: 'UDP', port: 53 }, { name: 'dns', protocol: 'TCP', port: 5353 }] } },
    expect: { 'data/db -> shop/web UDP 53': 'allow', 'data/db -> shop/web TCP 5353': 'deny', 'data/db -> shop/web UDP 5353': 'deny', 'data/db -> shop/web TCP 53': 'deny' },
  },
  { rules: [37], name: 'a name that the destination lacks matches nothing there', policies: open('[{port: http}]'), pods: { 'data/db': http(80) }, expect: { 'data/db -> shop/web TCP 80': 'deny by in.ingress' } },
  {
    rules: [37],
    name: 'a name of a port of another protocol matches nothing',
    policies: open('[{port: dns}]'),
    pods: { 'shop/web': { ports: [{ name: 'dns', protocol: 'UDP', port: 53 }] } },
    expect: { 'data/db -> shop/web TCP 53': 'deny', 'data/db -> shop/web UDP 53': 'deny' },
  },
  {
    rules: [38],
    name: 'ports are the pod\'s, not those of a Service before it: 80 -> 8080 is allowed by 8080',
    policies: { ...open('[{port: 8080}]'), ...out('[{port: 8080}]') },
    expect: { 'shop/bare -> shop/web TCP 8080 through cluster-ip 10.96.0.20:80': 'allow', 'shop/bare -> shop/web TCP 8080': 'allow' },
  },
  {
    rules: [38],
    name: 'and not by 80',
    policies: open('[{port: 80}]'),
    expect: { 'shop/bare -> shop/web TCP 8080 through cluster-ip 10.96.0.20:80': 'deny by in.ingress' },
  },
  {
    rules: [38],
    name: 'nor is it on the way out',
    policies: out('[{port: 80}]'),
    expect: { 'shop/bare -> shop/web TCP 8080 through cluster-ip 10.96.0.20:80': 'deny by out.egress', 'shop/bare -> shop/web TCP 80 through cluster-ip 10.96.0.20:8080': 'allow' },
  },
  {
    rules: [39],
    name: 'a named port opens no other port',
    policies: open('[{port: http}]'),
    pods: { 'shop/web': { ports: [{ name: 'http', protocol: 'TCP', port: 80 }, { name: 'admin', protocol: 'TCP', port: 81 }] } },
    expect: { 'data/db -> shop/web TCP 80': 'allow', 'data/db -> shop/web TCP 81': 'deny', 'data/db -> shop/web UDP 80': 'deny', 'data/db -> shop/web TCP 1': 'deny' },
  },
];
