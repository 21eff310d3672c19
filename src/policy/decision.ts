/** What policy says of a connection, and by whose word. */
import type { Family } from '../../probes/contract.ts';
import type { Direction, Protocol } from '../model/network-policy.ts';
import type { Named } from '../model/snapshot.ts';
import type { Endpoint } from './endpoint.ts';

export interface Question {
  readonly source: Endpoint;
  readonly target: Endpoint;
  /** The target's own: a pod's port, not that of a Service before it. */
  readonly port: number;
  readonly protocol: Protocol | 'ICMP';
  /** Of the addresses; the first that both ends have, if not given. */
  readonly family?: Family;
  /** What is dialled, where it is not the target itself: a Service's ClusterIP, or a port on a node. */
  readonly through?: Through;
  /** The connection stood before policy came to say what it says. */
  readonly established?: boolean;
}

export interface Through {
  readonly kind: 'cluster-ip' | 'node-port';
  /** Empty where it is not known: a Service in a file gets its own when it is created. */
  readonly ip: string;
  readonly port: number;
}

/** Why the specification leaves the answer to the implementation. */
export const undefinedReasons = {
  hairpin: 'whether a pod may reach itself through a Service',
  'host-network': 'whether a pod on its node’s network is a pod or the node',
  'ip-block-on-pod': 'whether an ipBlock matches addresses of pods',
  'ip-block-on-node': 'whether an ipBlock matches addresses of nodes',
  'unknown-address': 'which blocks of addresses hold a pod that has no address yet',
  'own-node': 'whether a pod’s own node is always open to it',
  'other-node': 'what a node is to pods of another node',
  'node-address': 'by which address a node arrives at pods of another node',
  nat: 'whether policy is applied before or after addresses are rewritten',
  established: 'what becomes of connections that stand when policy changes',
  icmp: 'what policy means for ICMP',
} as const;
export type UndefinedReason = keyof typeof undefinedReasons;

export interface RuleRef {
  readonly policy: Named;
  readonly direction: Direction;
  /** Counts from 0, as in `spec.ingress[0]`. */
  readonly rule: number;
}

export type Basis = 'specified' | 'undefined';

export interface DirectionDecision {
  readonly direction: Direction;
  readonly verdict: 'allow' | 'deny';
  readonly basis: Basis;
  readonly reason?: UndefinedReason;
  /** Policies that isolate the endpoint in this direction; none: everything is allowed. */
  readonly policies: readonly Named[];
  /** Rules that allow it. */
  readonly rules: readonly RuleRef[];
}

/** Both directions must allow. */
export interface Decision {
  readonly verdict: 'allow' | 'deny';
  readonly basis: Basis;
  readonly reason?: UndefinedReason;
  readonly egress: DirectionDecision;
  readonly ingress: DirectionDecision;
}
