import { a, b, c, denyA, egressOfA, ingressOfA, ofA, peer, standing, world, ya, zb, type Bite } from './bite.ts';

const block = (cidr: string, ...except: readonly string[]): object => ({ ipBlock: { cidr, except } });
const by = (key: string, operator: string, ...values: readonly string[]): object => ({ matchExpressions: [{ key, operator, ...(values.length > 0 ? { values } : {}) }] });
const anyPod = (podSelector: object): object => ({ podSelector });
const anyNamespace = (namespaceSelector: object): object => ({ namespaceSelector });
const subject = (podSelector: object) => standing({ podSelector, ingress: [] });
const ports = (...list: readonly object[]) => standing({ podSelector: ofA, ingress: [{ ports: list }] });

/** Each of the operators read wrongly, in each role: a packet that turns, and which way it was right. */
const operators: readonly { readonly variant: string; readonly selector: Record<'subject' | 'peer' | 'namespace', object>; readonly from: Record<'subject' | 'peer' | 'namespace', string>; readonly to?: string; readonly right: Record<'subject' | 'peer' | 'namespace', Bite['right']> }[] = [
  { variant: 'a', selector: { subject: by('app', 'NotIn', 'web'), peer: by('app', 'DoesNotExist'), namespace: by('team', 'NotIn', 'red') }, from: { subject: b, peer: c, namespace: zb }, to: c, right: { subject: 'closed', peer: 'open', namespace: 'open' } },
  { variant: 'c-none', selector: { subject: by('pod', 'In', 'b', 'c'), peer: by('pod', 'In', 'b', 'c'), namespace: by('team', 'In', 'blue', 'green') }, from: { subject: a, peer: b, namespace: ya }, to: c, right: { subject: 'closed', peer: 'open', namespace: 'open' } },
  { variant: 'c-first', selector: { subject: by('pod', 'In', 'b', 'c'), peer: by('pod', 'In', 'b', 'c'), namespace: by('team', 'In', 'green', 'blue') }, from: { subject: a, peer: c, namespace: ya }, to: c, right: { subject: 'closed', peer: 'open', namespace: 'open' } },
  { variant: 'd-all', selector: { subject: by('pod', 'In', 'b'), peer: by('pod', 'In', 'b'), namespace: by('team', 'In', 'blue') }, from: { subject: a, peer: c, namespace: zb }, to: c, right: { subject: 'open', peer: 'closed', namespace: 'closed' } },
  { variant: 'd-none', selector: { subject: by('pod', 'In', 'c'), peer: by('pod', 'In', 'b'), namespace: by('team', 'In', 'blue') }, from: { subject: a, peer: b, namespace: ya }, to: c, right: { subject: 'closed', peer: 'open', namespace: 'open' } },
  { variant: 'e', selector: { subject: { matchLabels: { pod: 'c' }, ...by('app', 'Exists') }, peer: { matchLabels: { pod: 'b' }, ...by('app', 'In', 'web') }, namespace: { matchLabels: { team: 'blue' }, ...by('size', 'Exists') } }, from: { subject: a, peer: b, namespace: ya }, to: c, right: { subject: 'open', peer: 'closed', namespace: 'closed' } },
];

const operatorBites = operators.flatMap(({ variant, selector, from, to = a, right }) =>
  (['subject', 'peer', 'namespace'] as const).flatMap((role): Bite[] => {
    const play = { subject: subject(selector.subject), peer: standing(ingressOfA(anyPod(selector.peer))), namespace: standing(ingressOfA(anyNamespace(selector.namespace))) }[role];
    const packet = { from: from[role], to: role === 'subject' ? to : a };
    return [variant, `${variant}-${role}`].map((name) => ({ fault: `FM-SELECTOR-OP:${name}`, play, packet, right: right[role] }));
  }),
);

/** Faults of how policies are read. */
export const readingBites: readonly Bite[] = [
  ...operatorBites,
  { fault: 'FM-SELECTOR-OP:b', play: standing(ingressOfA(anyNamespace(by('team', 'NotIn', 'blue')))), packet: { from: world, to: a }, right: 'closed', spares: { from: ya, to: a } },
  { fault: 'FM-EXCEPT:a', play: standing(egressOfA(block('203.0.113.0/24', '203.0.113.8/29'))), packet: { from: a, to: world }, right: 'closed', spares: { from: a, to: b } },
  { fault: 'FM-EXCEPT:b', play: standing(egressOfA(block('0.0.0.0/0', '203.0.113.0/24'))), packet: { from: a, to: world }, right: 'closed' },
  { fault: 'FM-EXCEPT:c', play: standing(egressOfA(block('0.0.0.0/0', '203.0.113.0/24')), egressOfA(block('203.0.113.10/32'))), packet: { from: a, to: world }, right: 'open', spares: { from: a, to: b } },
  { fault: 'FM-EXCEPT:d', play: standing(egressOfA(block('203.0.113.0/24', '203.0.113.8/29'))), packet: { from: a, to: world }, right: 'closed' },
  { fault: 'FM-PEER-LOGIC:a', play: standing(ingressOfA({ ...anyNamespace({ matchLabels: { team: 'blue' } }), ...peer({ pod: 'b' }) })), packet: { from: ya, to: a }, right: 'closed', spares: { from: c, to: a } },
  { fault: 'FM-PEER-LOGIC:b', play: standing(ingressOfA(peer({ pod: 'b' }), peer({ app: 'web' }))), packet: { from: b, to: a }, right: 'open' },
  { fault: 'FM-PEER-LOGIC:c', play: standing(ingressOfA(peer({ pod: 'b' }))), packet: { from: zb, to: a }, right: 'closed', spares: { from: c, to: a } },
  { fault: 'FM-PEER-LOGIC:d-first', play: standing(ingressOfA(peer({ pod: 'b' }), peer({ pod: 'c' }))), packet: { from: c, to: a }, right: 'open', spares: { from: b, to: a } },
  { fault: 'FM-PEER-LOGIC:d-last', play: standing(ingressOfA(peer({ pod: 'b' }), peer({ pod: 'c' }))), packet: { from: b, to: a }, right: 'open', spares: { from: c, to: a } },
  { fault: 'FM-PEER-LOGIC:e-deny', play: standing(ingressOfA()), packet: { from: b, to: a }, right: 'open' },
  { fault: 'FM-PEER-LOGIC:e-allow', play: standing({ podSelector: ofA, ingress: [] }), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-EMPTY-PEERSET:open', play: standing(ingressOfA(peer({ pod: 'nobody' }))), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-EMPTY-PEERSET:vanish', play: standing(ingressOfA(peer({ pod: 'nobody' }))), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-PORT:a-block', play: standing({ podSelector: ofA, ingress: [{ from: [block('10.0.0.0/8')], ports: [{ port: 443 }] }] }), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-PORT:a', play: ports({ port: 443 }), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-PORT:b', play: ports({ port: 80, endPort: 90 }), packet: { from: b, to: a, port: 81 }, right: 'open', spares: { from: b, to: a, port: 80 } },
  { fault: 'FM-PORT:c-short', play: ports({ port: 80, endPort: 90 }), packet: { from: b, to: a, port: 90 }, right: 'open', spares: { from: b, to: a, port: 89 } },
  { fault: 'FM-PORT:c-long', play: ports({ port: 80, endPort: 90 }), packet: { from: b, to: a, port: 91 }, right: 'closed', spares: { from: b, to: a, port: 92 } },
  { fault: 'FM-PORT:d', play: ports({ protocol: 'TCP' }), packet: { from: b, to: a }, right: 'open' },
  { fault: 'FM-PORT:e', more: { count: 1 }, play: ports({ port: 443 }, { port: 80 }), packet: { from: b, to: a }, right: 'open', spares: { from: b, to: a, port: 443 } },
  { fault: 'FM-EGRESS-IGNORED:always', more: { family: 6 }, play: standing(denyA), packet: { from: 'fd44:0:0:1::1', to: 'fd44:0:0:1::2' }, right: 'closed', spares: { from: a, to: b } },
];
