/** What one node enforces, as data: what the semantics produce, faults bend and nft loads. */
import type { Direction, Protocol } from '../view/policy-spec.ts';
import type { Block, Family } from './addresses.ts';

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** One thing that an isolated pod is allowed. */
export interface Allow {
  readonly blocks: readonly Block[] | 'any';
  readonly ports: readonly PortRange[] | 'any';
}

/** The traffic of one address in one direction and protocol: not isolated, or isolated but for what is allowed. */
export type Lane = 'open' | readonly Allow[];

export type LaneKey = `${Direction}-${Protocol}`;

/** One address of a pod of this node. An address of the node's range that is no subject is closed both ways. */
export interface Subject {
  readonly uid: string;
  readonly address: string;
  readonly lanes: Readonly<Record<LaneKey, Lane>>;
}

/** How what is not allowed ends: in silence, or with an answer. */
export type Blocking = 'drop' | 'reject' | 'prohibit';

/** Decides some packets before any lane does. */
export interface Gate {
  /** `accept` skips the lanes; the others end the packet, also between a node and its pods. */
  readonly how: 'accept' | Blocking;
  readonly from?: readonly string[] | 'local';
  readonly to?: readonly string[] | 'local';
  readonly families?: readonly Family[];
  readonly protocols?: readonly Protocol[];
  readonly port?: number;
  /** Whether the client dialled a Service, or the pod itself. */
  readonly via?: 'service' | 'pod';
}

export interface NodeRules {
  /** What this node gives to its pods. */
  readonly ranges: readonly string[];
  readonly subjects: readonly Subject[];
  readonly gates: readonly Gate[];
  readonly blocking: Blocking;
  /** A connection that this direction's rules allow is not asked about the other direction. */
  readonly final?: Direction;
}
