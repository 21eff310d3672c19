/** Rules 53, 55, 57 and 61, as far as one moment tells of them: what stands, what runs in a pod, what a Service leads to. */
import type { Case } from './case.ts';

const ofWeb = 'podSelector: {matchLabels: {app: web}}';
const out = (rule: string): Case['policies'] => ({ 'shop/out': `{${ofWeb}, policyTypes: [Egress], egress: [${rule}]}` });
const dns = { 'kube-system/dns': { labels: { 'k8s-app': 'kube-dns' } } };

export const lifeCycle: readonly Case[] = [
  {
    rules: [53],
    name: 'what becomes of a connection that stands when a policy comes to deny it is left open',
    policies: { 'shop/in': `{${ofWeb}, policyTypes: [Ingress], ingress: [{ports: [{port: 80}]}]}` },
    expect: { 'data/db -> shop/web TCP 81 established': 'deny, undefined: established', 'data/db -> shop/web TCP 81': 'deny', 'data/db -> shop/web TCP 80 established': 'allow' },
  },
  {
    rules: [55],
    name: 'a policy is about the pod, whichever of its containers listens or dials',
    policies: { 'shop/in': `{${ofWeb}, policyTypes: [Ingress], ingress: [{ports: [{port: http}, {port: sidecar}]}]}` },
    pods: { 'shop/web': { ports: [{ name: 'http', protocol: 'TCP', port: 80 }, { name: 'sidecar', protocol: 'TCP', port: 15090 }] } },
    expect: { 'data/db -> shop/web TCP 80': 'allow', 'data/db -> shop/web TCP 15090': 'allow', 'data/db -> shop/web TCP 15091': 'deny' },
  },
  {
    rules: [57],
    name: 'who may go to a server alone may not ask for its name',
    policies: out('{to: [{namespaceSelector: {matchLabels: {team: red}}}], ports: [{port: 5432}]}'),
    pods: dns,
    expect: {
      'shop/web -> data/db TCP 5432': 'allow',
      'shop/web -> kube-system/dns UDP 53 through cluster-ip 10.96.0.10:53': 'deny by out.egress',
      'shop/web -> kube-system/dns TCP 53 through cluster-ip 10.96.0.10:53': 'deny by out.egress',
    },
  },
  {
    rules: [57],
    name: 'a rule for the port of the DNS Service is none for that of its pods',
    policies: out('{ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]}'),
    pods: dns,
    expect: { 'shop/web -> kube-system/dns UDP 1053 through cluster-ip 10.96.0.10:53': 'deny', 'shop/web -> kube-system/dns UDP 53 through cluster-ip 10.96.0.10:53': 'allow' },
  },
  {
    rules: [61],
    name: 'what goes to a ClusterIP is judged by the pod behind it',
    policies: out('{to: [{namespaceSelector: {matchLabels: {team: red}}}]}'),
    expect: { 'shop/web -> data/db TCP 5432 through cluster-ip 10.96.0.40:5432': 'allow by out.egress[0]', 'shop/web -> lab/tool TCP 80 through cluster-ip 10.96.0.41:80': 'deny by out.egress' },
  },
  {
    rules: [61, 42],
    name: 'a block of the ClusterIP usually does not match, as that address is gone by then',
    policies: out('{to: [{ipBlock: {cidr: 10.96.0.0/16}}]}'),
    expect: { 'shop/web -> node-2 TCP 6443 through cluster-ip 10.96.0.1:443': 'deny, undefined: nat', 'shop/web -> data/db TCP 5432 through cluster-ip 10.96.0.40:5432': 'deny, undefined: nat' },
  },
  {
    rules: [61, 42],
    name: 'a block of the address behind it usually does',
    policies: out('{to: [{ipBlock: {cidr: 192.0.2.2/32}}], ports: [{port: 6443}]}'),
    expect: { 'shop/web -> node-2 TCP 6443 through cluster-ip 10.96.0.1:443': 'allow, undefined: ip-block-on-node', 'shop/web -> node-2 TCP 443 through cluster-ip 10.96.0.1:443': 'deny' },
  },
];
