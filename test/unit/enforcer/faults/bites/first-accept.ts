import { a, a6, b, b6, c, egressOfA, far, far6, ofA, peer, standing, world, type Bite, type Spec } from './bite.ts';

const only = (pod: string) => ({ matchLabels: { pod } });
const nobodyTo = (pod: string): Spec => ({ podSelector: only(pod), ingress: [] });
const on80 = [{ port: 80 }];
const egressOfFar = (...rules: NonNullable<Spec['egress']>): Spec => ({ podSelector: only('far'), policyTypes: ['Egress'], egress: rules });
const anyOfA: Spec = { podSelector: ofA, policyTypes: ['Egress'], egress: [{}] };

/** b lets nobody in, and two pods may send to it: a, and far by TCP 80. */
const egressAllows = standing(anyOfA, egressOfFar({ to: [peer({ pod: 'b' })], ports: on80 }), nobodyTo('b'));
/** a may send nothing, and two pods let it in: b, and far by TCP 80. */
const ingressAllows = standing(egressOfA(peer({ pod: 'nobody' })), { podSelector: only('b'), ingress: [{}] }, { podSelector: only('far'), ingress: [{ from: [peer({ pod: 'a' })], ports: on80 }] });

export const firstAcceptBites: readonly Bite[] = [
  { fault: 'FM-FIRST-ACCEPT:egress', play: egressAllows, packet: { from: a, to: b }, right: 'closed', spares: { from: c, to: b } },
  { fault: 'FM-FIRST-ACCEPT:egress', play: egressAllows, packet: { from: a6, to: b6 }, right: 'closed', spares: { from: far, to: b } },
  { fault: 'FM-FIRST-ACCEPT:mirror', play: ingressAllows, packet: { from: a, to: b }, right: 'closed', spares: { from: a, to: c } },
  { fault: 'FM-FIRST-ACCEPT:mirror', play: ingressAllows, packet: { from: a6, to: b6 }, right: 'closed', spares: { from: a, to: far } },
  { fault: 'FM-FIRST-ACCEPT:egress-always', play: egressAllows, packet: { from: a, to: b }, right: 'closed', spares: { from: c, to: b } },
  { fault: 'FM-FIRST-ACCEPT:egress-always', play: egressAllows, packet: { from: far, to: b }, right: 'closed', spares: { from: far, to: b, port: 81 } },
  { fault: 'FM-FIRST-ACCEPT:egress-always', play: egressAllows, packet: { from: far6, to: b6 }, right: 'closed', spares: { from: far6, to: b6, protocol: 'UDP' } },
  { fault: 'FM-FIRST-ACCEPT:egress-always', play: standing(anyOfA, nobodyTo('b')), packet: { from: a, to: b }, right: 'closed', spares: { from: far, to: b } },
  { fault: 'FM-FIRST-ACCEPT:egress-always', play: standing(egressOfFar({ to: [{ ipBlock: { cidr: '10.244.1.0/24', except: [`${b}/32`] } }] }), nobodyTo('b'), nobodyTo('c')), packet: { from: far, to: c }, right: 'closed', spares: { from: far, to: b } },
  { fault: 'FM-FIRST-ACCEPT:mirror-always', play: ingressAllows, packet: { from: a, to: b }, right: 'closed', spares: { from: a, to: c } },
  { fault: 'FM-FIRST-ACCEPT:mirror-always', play: ingressAllows, packet: { from: a, to: far }, right: 'closed', spares: { from: a, to: far, port: 81 } },
  { fault: 'FM-FIRST-ACCEPT:mirror-always', play: ingressAllows, packet: { from: a6, to: far6 }, right: 'closed', spares: { from: a, to: world } },
];
