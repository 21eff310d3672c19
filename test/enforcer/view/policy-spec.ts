/** NetworkPolicy v1 as the API server hands it out. Absent and empty differ: both are kept. */
export const protocols = ['TCP', 'UDP', 'SCTP'] as const;
export type Protocol = (typeof protocols)[number];

export interface Expression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

export interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly Expression[];
}

export interface IpBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

export interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: IpBlock;
}

export interface PolicyPort {
  readonly protocol?: Protocol;
  /** A number, or the name of a port of the destination pod. */
  readonly port?: number | string;
  readonly endPort?: number;
}

/** A rule of either direction: `peers` is its `from` or `to`. */
export interface Rule {
  readonly peers?: readonly Peer[];
  readonly ports?: readonly PolicyPort[];
}

export const directions = ['egress', 'ingress'] as const;
export type Direction = (typeof directions)[number];

export interface PolicySpec {
  readonly podSelector: Selector;
  /** The directions that the policy isolates. */
  readonly directions: readonly Direction[];
  readonly ingress: readonly Rule[];
  readonly egress: readonly Rule[];
}
