/** A small cluster as data, and what a node's rules make of a packet. */
import { familyOf, isIn, isInBlock } from '../../../enforcer/rules/addresses.ts';
import type { Gate, Lane, NodeRules } from '../../../enforcer/rules/node-rules.ts';
import { enforce, type Enforcement } from '../../../enforcer/faults/apply.ts';
import type { Situation } from '../../../enforcer/faults/bend.ts';
import { chooseFault } from '../../../enforcer/faults/choose.ts';
import type { FaultSpec } from '../../../enforcer/faults/spec.ts';
import { readPolicy, type ApiPolicy } from '../../../enforcer/view/read.ts';
import type { Direction, Protocol } from '../../../enforcer/view/policy-spec.ts';
import type { Labels, Pod, Policy, View } from '../../../enforcer/view/view.ts';

export const node1 = { name: 'node1', ranges: ['10.244.1.0/24', 'fd44:0:0:1::/64'] };

/** Pod `number` of a node; its addresses end with its number. */
export const pod = (name: string, number: number, more: Partial<Pod> & { readonly on?: 1 | 2 } = {}): Pod => {
  const { on = 1, ...rest } = more;
  const addresses = [`10.244.${on}.${number}`, `fd44:0:0:${on}::${number}`];
  return { uid: `uid-${name}`, namespace: 'x', name, labels: { pod: name }, node: `node${on}`, addresses, ports: [], createdMs: number, finished: false, hostNetwork: false, ...rest };
};

export const policy = (spec: ApiPolicy['spec'], name = 'policy', namespace = 'x'): Policy => readPolicy({ metadata: { uid: `uid-${name}`, name, namespace }, spec });

export const view = (pods: readonly Pod[], policies: readonly Policy[], namespaces: Readonly<Record<string, Labels>> = { x: { team: 'red' }, y: { team: 'blue' }, z: {} }): View => ({
  pods,
  policies,
  namespaces: new Map(Object.entries(namespaces)),
});

export interface Packet {
  readonly from: string;
  readonly to: string;
  readonly port?: number;
  readonly protocol?: Protocol;
  readonly service?: boolean;
}

/** Whether a node forwards the first packet of a connection: the rules as data, read without nft. */
export const passes = (rules: NodeRules, packet: Packet): boolean => {
  const gates = rules.gates.filter((gate) => isAtGate(gate, packet, rules));
  if (gates.some(({ how }) => how !== 'accept')) return false;
  if (packet.from === packet.to || gates.length > 0) return true;
  const known = new Map(rules.subjects.map((subject) => [subject.address, subject]));
  if ([packet.from, packet.to].some((address) => !known.has(address) && rules.ranges.some((range) => isIn(address, range)))) return false;
  const { protocol = 'TCP' } = packet;
  const order: readonly Direction[] = rules.final === 'ingress' ? ['ingress', 'egress'] : ['egress', 'ingress'];
  for (const direction of order) {
    const lane = known.get(direction === 'egress' ? packet.from : packet.to)?.lanes[`${direction}-${protocol}`] ?? 'open';
    if (!laneAllows(lane, direction === 'egress' ? packet.to : packet.from, packet.port ?? 80)) return false;
    const isLocal = known.has(direction === 'egress' ? packet.to : packet.from);
    if (rules.final === direction && lane !== 'open' && isLocal) return true;
  }
  return true;
};

const laneAllows = (lane: Lane, peer: string, port: number): boolean =>
  lane === 'open' || lane.some(({ blocks, ports }) => (blocks === 'any' || blocks.some((block) => isInBlock(peer, block))) && (ports === 'any' || ports.some(({ from, to }) => from <= port && port <= to)));

const isAtGate = ({ from, to, families, protocols, port, via }: Gate, packet: Packet, rules: NodeRules): boolean =>
  isAtEnd(from, packet.from, rules) &&
  isAtEnd(to, packet.to, rules) &&
  (families?.includes(familyOf(packet.from)) ?? true) &&
  (protocols?.includes(packet.protocol ?? 'TCP') ?? true) &&
  (port ?? packet.port) === packet.port &&
  (via === undefined || (via === 'service') === (packet.service ?? false));

const isAtEnd = (end: Gate['from'], address: string, { subjects }: NodeRules): boolean =>
  end === undefined || (end === 'local' ? subjects.some((subject) => subject.address === address) : end.includes(address));

export interface Play {
  readonly history: readonly { readonly atMs: number; readonly view: View }[];
  readonly nowMs?: number;
  readonly arrivals?: Readonly<Record<string, number>>;
  readonly node?: Situation['node'];
}

/** What a node enforces under a fault that began at 0. */
export const under = (fault: FaultSpec | undefined, { history, nowMs = 0, arrivals = {}, node = node1 }: Play): Enforcement =>
  enforce({ node, nowMs, sinceMs: 0, history, arrivals: new Map(Object.entries(arrivals)) }, fault && chooseFault(fault));

/** The same where nothing but one view was ever seen. */
export const seeing = (only: View): Play => ({ history: [{ atMs: 0, view: only }] });
