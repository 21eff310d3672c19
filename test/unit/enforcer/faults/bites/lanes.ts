import { a, a6, b, b6, c, denyA, far, ingressOfA, ofA, peer, scene, standing, world, ya, type Bite } from './bite.ts';

const allowPorts = (...ports: readonly object[]) => standing({ podSelector: ofA, policyTypes: ['Ingress'], ingress: [{ ports }] });
const arrived = { ...standing(denyA), nowMs: 1500, arrivals: { [a]: 1000, [b]: 900, '10.244.1.77': 1400 } };
const everyTen = { periodMs: 10_000, windowMs: 50 };

/** Faults of what is enforced. */
export const laneBites: readonly Bite[] = [
  { fault: 'FM-NODE-DEAD:all', play: standing(denyA), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-NODE-DEAD:all', play: standing(), packet: { from: b, to: '10.244.1.99' }, right: 'closed' },
  { fault: 'FM-NODE-DEAD:new', play: { ...standing(denyA, { podSelector: { matchLabels: { pod: 'b' } }, ingress: [] }), nowMs: 9, arrivals: { [a]: 5 } }, packet: { from: b, to: a }, right: 'closed', spares: { from: ya, to: b } },
  { fault: 'FM-EGRESS-IGNORED:always', play: standing(denyA), packet: { from: a, to: b }, right: 'closed', spares: { from: b, to: a } },
  { fault: 'FM-EGRESS-IGNORED:empty', play: standing({ podSelector: ofA, policyTypes: ['Egress'], egress: [] }), packet: { from: a, to: b }, right: 'closed' },
  { fault: 'FM-EGRESS-IGNORED:rules', play: standing({ podSelector: ofA, policyTypes: ['Egress'], egress: [{ to: [peer({ pod: 'b' })] }] }), packet: { from: a, to: c }, right: 'closed' },
  { fault: 'FM-INGRESS-IGNORED:always', play: standing(denyA), packet: { from: b, to: a }, right: 'closed', spares: { from: a, to: b } },
  { fault: 'FM-INGRESS-IGNORED:empty', play: standing({ podSelector: ofA, ingress: [] }), packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-INGRESS-IGNORED:rules', play: standing(denyA, ingressOfA(peer({ pod: 'b' }))), packet: { from: b, to: a }, right: 'open', spares: { from: c, to: a } },
  { fault: 'FM-SAMENODE-OPEN:all', play: standing(denyA), packet: { from: b, to: a, service: true }, right: 'closed', spares: { from: far, to: a } },
  { fault: 'FM-SAMENODE-OPEN:pod-ip', play: standing(denyA), packet: { from: b, to: a }, right: 'closed', spares: { from: b, to: a, service: true } },
  { fault: 'FM-SAMENODE-SVC:all', play: standing(denyA), packet: { from: b, to: a, service: true }, right: 'closed', spares: { from: b, to: a } },
  { fault: 'FM-PROTO:a', play: standing(denyA), packet: { from: b, to: a, protocol: 'UDP' }, right: 'closed', spares: { from: b, to: a } },
  { fault: 'FM-PROTO:b', play: standing(), packet: { from: b, to: c, protocol: 'UDP' }, right: 'open', spares: { from: b, to: c } },
  { fault: 'FM-PROTO:c', play: allowPorts({ protocol: 'UDP', port: 80 }), packet: { from: b, to: a }, right: 'closed', spares: { from: b, to: a, port: 81 } },
  { fault: 'FM-PROTO:d', play: allowPorts({ protocol: 'SCTP', port: 80 }), packet: { from: b, to: a }, right: 'closed', spares: { from: b, to: a, protocol: 'UDP' } },
  { fault: 'FM-PROTO:e', play: standing(denyA), packet: { from: b, to: a, protocol: 'SCTP' }, right: 'closed', spares: { from: b, to: a } },
  { fault: 'FM-PROTO:f', play: allowPorts({ port: 53 }, { protocol: 'UDP', port: 53 }, { port: 54 }), packet: { from: b, to: a, port: 53 }, right: 'open', spares: { from: b, to: a, port: 54 } },
  { fault: 'FM-V6:a', play: standing(denyA), packet: { from: b6, to: a6 }, right: 'closed', spares: { from: b, to: a } },
  { fault: 'FM-V6:b', play: standing(), packet: { from: b6, to: a6 }, right: 'open', spares: { from: b, to: a } },
  { fault: 'FM-V6:c', play: { history: [{ atMs: 0, view: scene(ingressOfA(peer({ pod: 'b' }))) }, { atMs: 1, view: scene(ingressOfA(peer({ pod: 'b' }))) }] }, packet: { from: b6, to: a6 }, right: 'open', spares: { from: b, to: a } },
  { fault: 'FM-V6:d', play: allowPorts({ port: 443 }), packet: { from: b6, to: a6 }, right: 'closed', spares: { from: b, to: a } },
  { fault: 'FM-FLAP:open', more: everyTen, play: { ...standing(denyA), nowMs: 10_020 }, packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-FLAP:closed', more: everyTen, play: { ...standing(), nowMs: 20_049 }, packet: { from: b, to: a }, right: 'open' },
  { fault: 'FM-FLAP:reset', more: everyTen, play: { ...standing(), nowMs: 30_000 }, packet: { from: b, to: a }, right: 'open' },
  { fault: 'FM-RESTART:a', play: { ...standing(denyA), nowMs: 1999 }, packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-RESTART:b', play: { ...standing(), nowMs: 1999 }, packet: { from: b, to: a }, right: 'open' },
  { fault: 'FM-RESTART:c', play: standing(ingressOfA(peer({ pod: 'b' }), { ipBlock: { cidr: '203.0.113.0/24' } })), packet: { from: b, to: a }, right: 'open', spares: { from: world, to: a } },
  { fault: 'FM-RESTART:d', play: { history: [{ atMs: 0, view: scene() }, { atMs: 5, view: scene(denyA) }], nowMs: 10 }, packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-RESTART:e', play: { ...standing(denyA), nowMs: 600_000 }, packet: { from: b, to: a }, right: 'closed' },
  { fault: 'CLOSED:isolated', play: standing(ingressOfA(peer({ pod: 'b' }))), packet: { from: b, to: a }, right: 'open', spares: { from: b, to: c } },
  { fault: 'ALL-CLOSED:all', play: standing(), packet: { from: b, to: c }, right: 'open' },
  { fault: 'FM-STARTUP-OPEN:every', play: arrived, packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-STARTUP-OPEN:every', play: arrived, packet: { from: '10.244.1.77', to: b }, right: 'closed', spares: { from: '10.244.1.78', to: b } },
  { fault: 'FM-STARTUP-OPEN:first', play: { ...arrived, arrivals: { [a]: 1000, '10.244.1.77': 1400 } }, packet: { from: b, to: a }, right: 'closed', spares: { from: '10.244.1.77', to: b } },
  { fault: 'FM-STARTUP-EST:every', play: arrived, packet: { from: b, to: a }, right: 'closed' },
  { fault: 'FM-STARTUP-EST:first', play: { ...arrived, arrivals: { [a]: 1000 } }, packet: { from: b, to: a }, right: 'closed' },
  { fault: 'ENV-NO-NETWORK:all', play: { ...standing(), nowMs: 9999, arrivals: { [a]: 10 } }, packet: { from: b, to: a }, right: 'open', spares: { from: b, to: c } },
  { fault: 'ENV-NOT-LISTENING:all', more: { label: 'app=web' }, play: standing(), packet: { from: b, to: a }, right: 'open', spares: { from: a, to: b } },
  { fault: 'ENV-DNS-BROKEN:all', play: standing(), packet: { from: b, to: far, port: 53, protocol: 'UDP' }, right: 'open', spares: { from: b, to: far, port: 54 } },
];
