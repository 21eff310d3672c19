/** The typical mistakes: each with a connection that it explains, and near ones that it does not. */
import type { Case } from './rules/case.ts';

export interface HintCase extends Omit<Case, 'rules' | 'expect'> {
  /** By question: the hint to whoever expects the other verdict; `none` where there is nothing typical about it. */
  readonly expect: Readonly<Record<string, string>>;
}

const into = (rules: string): Case['policies'] => ({ 'shop/in': `{podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress], ingress: ${rules}}` });
const out = (rules: string): Case['policies'] => ({ 'shop/out': `{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: ${rules}}` });

const dns = { 'kube-system/dns': { labels: { 'k8s-app': 'kube-dns' } }, 'kube-system/other': { labels: { 'k8s-app': 'metrics' } } };
const either = 'its from has a namespaceSelector and a podSelector as two items, and either is enough: for both, write them as one item';
const redTeam = 'namespaceSelector: {matchLabels: {team: red}}';
const apiPod = 'podSelector: {matchLabels: {app: api}}';

export const tooOpen: readonly HintCase[] = [
  {
    name: 'an OR that reads like an AND',
    policies: into(`[{from: [{${redTeam}}, {podSelector: {matchLabels: {app: db}}}], ports: [{port: 80}]}]`),
    expect: { 'data/web -> shop/web TCP 80': either, 'data/db -> shop/web TCP 80': 'none' },
  },
  {
    name: 'the same by the other of the two',
    policies: into(`[{from: [{${redTeam}}, {${apiPod}}], ports: [{port: 80}]}]`),
    expect: { 'shop/api -> shop/web TCP 80': either },
  },
  {
    name: 'an OR beside an item that holds by itself',
    policies: into(`[{from: [{${redTeam}}, {${apiPod}}, {${redTeam}, podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]`),
    expect: { 'data/web -> shop/web TCP 80': 'none', 'data/db -> shop/web TCP 80': either },
  },
  {
    name: 'two items of one kind, which nobody reads as an AND',
    policies: into(`[{from: [{${redTeam}}, {namespaceSelector: {matchLabels: {team: blue}}}], ports: [{port: 80}]}]`),
    expect: { 'data/db -> shop/web TCP 80': 'none' },
  },
  {
    name: 'an OR of egress',
    policies: out(`[{to: [{${redTeam}}, {${apiPod}}], ports: [{port: 80}]}]`),
    expect: { 'shop/web -> data/db TCP 80': either.replace('from', 'to') },
  },
  {
    name: 'a rule that names nobody',
    policies: into('[{ports: [{port: 80}]}]'),
    expect: { '203.0.113.10 -> shop/web TCP 80': 'the rule does not say from whom, which means everybody' },
  },
  {
    name: 'a rule that names nobody to send to',
    policies: out('[{to: [], ports: [{port: 80}]}]'),
    expect: { 'shop/web -> 203.0.113.10 TCP 80': 'the rule does not say to whom, which means everybody' },
  },
  {
    name: 'an empty namespaceSelector',
    policies: into('[{from: [{namespaceSelector: {}}], ports: [{port: 80}]}]'),
    expect: { 'data/db -> shop/web TCP 80': 'an empty namespaceSelector means every namespace', 'shop/api -> shop/web TCP 80': 'an empty namespaceSelector means every namespace' },
  },
  {
    name: 'an empty namespaceSelector with a podSelector, which is wide for other namespaces only',
    policies: into('[{from: [{namespaceSelector: {}, podSelector: {matchLabels: {tier: back}}}], ports: [{port: 80}]}]'),
    expect: { 'data/db -> shop/web TCP 80': 'an empty namespaceSelector means every namespace', 'shop/api -> shop/web TCP 80': 'none' },
  },
  {
    name: 'an empty podSelector',
    policies: into('[{from: [{podSelector: {}}], ports: [{port: 80}]}]'),
    expect: { 'shop/bare -> shop/web TCP 80': 'an empty podSelector means all pods of shop' },
  },
  {
    name: 'an empty selector beside one that names the pod',
    policies: into(`[{from: [{podSelector: {}}, {${apiPod}}], ports: [{port: 80}]}]`),
    expect: { 'shop/bare -> shop/web TCP 80': 'an empty podSelector means all pods of shop', 'shop/api -> shop/web TCP 80': 'none' },
  },
  {
    name: 'a rule without ports',
    policies: into(`[{from: [{${apiPod}}]}]`),
    expect: { 'shop/api -> shop/web TCP 9999': 'the rule names no ports, which means all of them' },
  },
  {
    name: 'a port without a number',
    policies: into(`[{from: [{${apiPod}}], ports: [{protocol: UDP}, {port: 80}]}]`),
    expect: { 'shop/api -> shop/web UDP 9999': 'the rule names no number, which means every UDP port', 'shop/api -> shop/web TCP 80': 'none' },
  },
  {
    name: 'a port without a number beside the one that is meant',
    policies: into(`[{from: [{${apiPod}}], ports: [{protocol: TCP}, {port: 80}]}]`),
    expect: { 'shop/api -> shop/web TCP 80': 'none', 'shop/api -> shop/web TCP 81': 'the rule names no number, which means every TCP port' },
  },
  {
    name: 'a wide rule beside one that means it',
    policies: into(`[{from: [{podSelector: {}}]}, {from: [{${apiPod}}], ports: [{port: 80}]}]`),
    expect: { 'shop/api -> shop/web TCP 80': 'none', 'shop/api -> shop/web TCP 81': 'an empty podSelector means all pods of shop' },
  },
  {
    name: 'two wide rules, of which the first is named',
    policies: { 'shop/first': '{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}', 'shop/second': '{podSelector: {}, ingress: [{}]}' },
    expect: { 'shop/api -> shop/web TCP 80': 'of shop/first ingress rule 1: an empty podSelector means all pods of shop' },
  },
  {
    name: 'nothing isolates',
    policies: {},
    expect: {
      'shop/web -> data/db TCP 80': 'no policy selects the source for egress, nor the target for ingress: a default deny in shop or data would close it',
      'shop/web -> shop/api TCP 80': 'no policy selects the source for egress, nor the target for ingress: a default deny in shop would close it',
      'shop/web -> 203.0.113.10 TCP 80': 'no policy selects the source for egress: a default deny in shop would close it',
      'node-2 -> 203.0.113.10 TCP 80': 'none',
      'shop/web -> shop/web TCP 80': 'none',
    },
  },
  {
    name: 'one that is isolated in the other direction only',
    policies: into('[]'),
    expect: { 'shop/web -> 203.0.113.10 TCP 80': 'no policy selects the source for egress (shop/in does for ingress only): a default deny in shop would close it' },
  },
  {
    name: 'an end that lets it through by intent, and one that nothing isolates',
    policies: into(`[{from: [{${apiPod}}], ports: [{port: 80}]}]`),
    expect: { 'shop/api -> shop/web TCP 80': 'none' },
  },
];

const http = { name: 'http', protocol: 'TCP', port: 8080 } as const;

export const tooClosed: readonly HintCase[] = [
  {
    name: "the Service's port",
    policies: into('[{ports: [{port: 80}]}]'),
    expect: {
      'data/db -> shop/web TCP 8080 through cluster-ip 10.96.0.80:80': 'shop/in ingress rule 1 names 80, the Service’s port: rules are about the ports of pods, here 8080',
      'data/db -> shop/web TCP 8080 through cluster-ip 10.96.0.80:81': 'this source is let through on TCP/80 only',
      'data/db -> shop/web TCP 8080': 'this source is let through on TCP/80 only',
      'data/db -> shop/web UDP 8080 through cluster-ip 10.96.0.80:80': 'this source is let through on TCP/80 only',
    },
  },
  {
    name: 'a protocol that was left out',
    policies: into('[{ports: [{port: 53}]}]'),
    expect: { 'data/db -> shop/web UDP 53': 'shop/in ingress rule 1 allows 53 by TCP only; where no protocol is given, it is TCP', 'data/db -> shop/web UDP 54': 'this source is let through on TCP/53 only' },
  },
  {
    name: 'another protocol, which was not left out',
    policies: into('[{ports: [{protocol: UDP, port: 53, endPort: 55}]}]'),
    expect: { 'data/db -> shop/web TCP 54': 'shop/in ingress rule 1 allows 54 by UDP only', 'data/db -> shop/web TCP 56': 'this source is let through on UDP/53-55 only' },
  },
  {
    name: 'a named port of another protocol',
    policies: into('[{ports: [{port: dns}]}]'),
    pods: { 'shop/web': { labels: { app: 'web' }, ports: [{ name: 'dns', protocol: 'UDP', port: 5353 }] } },
    expect: { 'data/db -> shop/web UDP 5353': 'shop/in ingress rule 1 asks for "dns" by TCP, and the target’s "dns" is UDP', 'data/db -> shop/web UDP 5354': 'this source is let through on TCP/dns only' },
  },
  {
    name: 'a named port that the target does not have',
    policies: into('[{ports: [{port: web}]}]'),
    pods: { 'shop/web': { labels: { app: 'web' }, ports: [http] } },
    expect: { 'data/db -> shop/web TCP 8080': 'shop/in ingress rule 1 names port "web", and the target has no port of that name' },
  },
  {
    name: 'a named port that the target has elsewhere',
    policies: into('[{ports: [{port: http}]}]'),
    pods: { 'shop/web': { labels: { app: 'web' }, ports: [http] } },
    expect: { 'data/db -> shop/web TCP 80': 'this source is let through on TCP/http only' },
  },
  {
    name: 'a named port beside one that opens something',
    policies: into('[{ports: [{port: web}, {port: 9090}]}]'),
    expect: { 'data/db -> shop/web TCP 8080': 'this source is let through on TCP/web, TCP/9090 only' },
  },
  {
    name: 'a named port of what is no pod',
    policies: out('[{ports: [{port: http}]}]'),
    expect: { 'shop/web -> 203.0.113.10 TCP 8080': 'shop/out egress rule 1 names port "http": names are looked up on pods, and the target is none' },
  },
  {
    name: 'a ClusterIP in an ipBlock',
    policies: out('[{to: [{ipBlock: {cidr: 10.96.0.0/12, except: [10.96.0.9/32]}}], ports: [{port: 6443}]}]'),
    expect: {
      'shop/web -> 203.0.113.10 TCP 6443 through cluster-ip 10.96.0.1:443': 'shop/out egress rule 1 holds the ClusterIP, which most CNIs never see: name what is behind it, 203.0.113.10 on 6443',
      'shop/web -> data/db TCP 6443 through cluster-ip 10.96.0.1:443': 'shop/out egress rule 1 holds the ClusterIP, which most CNIs never see: select the pods behind it',
      'shop/web -> data/db TCP 6443 through cluster-ip 10.96.0.9:443': 'none',
      'shop/web -> data/db TCP 6444 through cluster-ip 10.96.0.1:444': 'none',
      'shop/web -> data/db TCP 6443 through node-port 10.96.0.1:443': 'none',
    },
  },
  {
    name: 'a ClusterIP in an ipBlock of ingress, which is about whom it comes from',
    policies: into('[{from: [{ipBlock: {cidr: 10.96.0.0/12}}]}]'),
    expect: { 'data/db -> shop/web TCP 80 through cluster-ip 10.96.0.1:80': 'none' },
  },
  {
    name: 'a podSelector alone',
    policies: into('[{from: [{podSelector: {matchLabels: {tier: back}}}], ports: [{port: 80}]}]'),
    expect: {
      'data/db -> shop/web TCP 80': 'shop/in ingress rule 1 has a podSelector alone, which means pods of shop: add a namespaceSelector for those of data',
      'data/db -> shop/web TCP 81': 'none',
      'data/web -> shop/web TCP 80': 'none',
      'shop/bare -> shop/web TCP 80': 'none',
      '10.0.0.1 -> shop/web TCP 80': 'none',
    },
  },
  {
    name: 'a namespace by a label that only looks as if it had it',
    policies: into('[{from: [{namespaceSelector: {matchLabels: {name: data}}}]}]'),
    expect: {
      'data/db -> shop/web TCP 80': 'shop/in ingress rule 1 asks for namespaces with name=data, and data has no such label; the one that every namespace has is kubernetes.io/metadata.name',
      'lab/tool -> shop/web TCP 80': 'none',
    },
  },
  {
    name: 'a namespace that has such a label, for something else',
    namespaces: { data: { name: 'stage' } },
    policies: into('[{from: [{namespaceSelector: {matchLabels: {name: data}}}]}]'),
    expect: { 'data/db -> shop/web TCP 80': 'none' },
  },
  {
    name: 'egress without DNS',
    pods: dns,
    policies: out('[{to: [{podSelector: {matchLabels: {app: api}}}]}]'),
    expect: {
      'shop/web -> kube-system/dns UDP 53 through cluster-ip 10.96.0.10:53': 'egress is restricted, and DNS is not among what is allowed: let UDP and TCP 53 through to kube-dns',
      'shop/web -> kube-system/dns TCP 9153': 'none',
      'shop/web -> kube-system/other UDP 53': 'none',
      'shop/web -> shop/bare UDP 53': 'none',
    },
  },
  {
    name: 'DNS, in the wrong namespace',
    pods: dns,
    policies: out('[{to: [{podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [{protocol: UDP, port: 53}]}]'),
    expect: { 'shop/web -> kube-system/dns UDP 53': 'shop/out egress rule 1 has a podSelector alone, which means pods of shop: add a namespaceSelector for those of kube-system' },
  },
  {
    name: 'DNS that is closed at its own end',
    pods: dns,
    policies: { 'kube-system/closed': '{podSelector: {}, policyTypes: [Ingress]}' },
    expect: { 'shop/web -> kube-system/dns UDP 53': 'none' },
  },
  {
    name: 'an end without a rule, beside one that lets it through on another port',
    policies: { ...into('[{ports: [{port: 80}]}]'), 'data/closed': '{podSelector: {}, policyTypes: [Egress]}' },
    expect: { 'data/db -> shop/web TCP 81': 'none', 'data/db -> shop/web UDP 80': 'shop/in ingress rule 1 allows 80 by TCP only; where no protocol is given, it is TCP' },
  },
  {
    name: 'an end that lets it through on another port, beside one without a rule',
    policies: { ...out('[{to: [{podSelector: {}}], ports: [{port: 80}]}]'), 'shop/closed': '{podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress]}' },
    expect: { 'shop/web -> shop/api TCP 81': 'none', 'shop/web -> shop/bare TCP 81': 'this target is let through on TCP/80 only' },
  },
  { name: 'no rule at all', policies: into('[]'), expect: { 'data/db -> shop/web TCP 80': 'none' } },
];
