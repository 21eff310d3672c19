/**
 * NetworkPolicy v1 in the form that all of its meaning can be read off directly: no field has two ways to say one thing.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
import type { Transport } from './cell.ts';
import type { Named, Selector } from './snapshot.ts';
import type { Origin } from './verdict.ts';

/** What a policy may name. SCTP can be told, and not dialled. */
export type Protocol = Transport | 'SCTP';

export interface PortRule {
  readonly protocol: Protocol;
  /** A number, or the name of a port of the destination pod; absent: every port of the protocol. */
  readonly port?: number | string;
  /** The last of a range that begins with `port`; both belong to it. */
  readonly endPort?: number;
}

export interface IpBlock {
  /** Host bits may be set; they do not count. */
  readonly cidr: string;
  readonly except: readonly string[];
}

/** An element of `from` or `to`: either selectors, both of which must hold, or a block of addresses. */
export interface Peer {
  readonly podSelector?: Selector;
  /** Absent: the policy's own namespace. */
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: IpBlock;
}

/** What a policy lets through. */
export interface Rule {
  /** None at all: everybody. */
  readonly peers: readonly Peer[];
  /** None at all: every port of every protocol. */
  readonly ports: readonly PortRule[];
}

export interface NetworkPolicy extends Named {
  readonly podSelector: Selector;
  /** Absent where `policyTypes` does not name the direction; then it says nothing of it. Empty: nothing gets through. */
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
  /** Where it was written, if it was read from a file. */
  readonly origin?: Origin;
}

export const directions = ['egress', 'ingress'] as const;
export type Direction = (typeof directions)[number];
