/** One fault shown on one packet: what a right enforcer does with it, and that the fault does the opposite. */
import type { FaultSpec } from '../../../../enforcer/faults/spec.ts';
import type { View } from '../../../../enforcer/view/view.ts';
import { pod, policy, seeing, view, type Packet, type Play } from '../../support/scene.ts';

export interface Bite {
  /** `MODEL:variant`. */
  readonly fault: string;
  readonly more?: Partial<FaultSpec>;
  readonly play: Play;
  readonly packet: Packet;
  /** Whether the packet passes without the fault; with it, it is the other way round. */
  readonly right: 'open' | 'closed';
  /** What stays as it is. */
  readonly spares?: Packet;
}

export const [a, b, c, ya, zb, far] = ['10.244.1.1', '10.244.1.2', '10.244.1.3', '10.244.1.4', '10.244.1.5', '10.244.2.6'] as const;
export const [a6, b6, c6, far6] = ['fd44:0:0:1::1', 'fd44:0:0:1::2', 'fd44:0:0:1::3', 'fd44:0:0:2::6'] as const;
export const world = '203.0.113.10';

/** In x: a (web), b (db) and c (no app); in y another a, in z another b; far is in x, on the other node. */
export const pods = [
  pod('a', 1, { labels: { pod: 'a', app: 'web' }, ports: [{ name: 'serve', protocol: 'TCP', number: 8080 }] }),
  pod('b', 2, { labels: { pod: 'b', app: 'db' } }),
  pod('c', 3, { labels: { pod: 'c' } }),
  pod('ya', 4, { namespace: 'y', labels: { pod: 'a', app: 'web' } }),
  pod('zb', 5, { namespace: 'z', labels: { pod: 'b' } }),
  pod('far', 6, { on: 2, labels: { pod: 'far' } }),
];

export type Spec = Parameters<typeof policy>[0];
export const ofA = { matchLabels: { pod: 'a' } } as const;
export const scene = (...specs: readonly Spec[]): View => view(pods, specs.map((spec, index) => policy(spec, `p${index}`)));
export const standing = (...specs: readonly Spec[]): Play => seeing(scene(...specs));
export const ingressOfA = (...peers: readonly object[]): Spec => ({ podSelector: ofA, policyTypes: ['Ingress'], ingress: [{ from: peers }] });
export const egressOfA = (...peers: readonly object[]): Spec => ({ podSelector: ofA, policyTypes: ['Egress'], egress: [{ to: peers }] });
export const denyA: Spec = { podSelector: ofA, policyTypes: ['Ingress', 'Egress'] };
export const peer = (labels: object): object => ({ podSelector: { matchLabels: labels } });
