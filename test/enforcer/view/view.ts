/** The objects of the cluster as one node sees them, reduced to what enforcement reads. */
import type { PolicySpec, Protocol } from './policy-spec.ts';

export type Labels = Readonly<Record<string, string>>;

export interface ContainerPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly number: number;
}

export interface Pod {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  /** Empty until it is scheduled. */
  readonly node: string;
  /** Of both families; empty until it has a network. */
  readonly addresses: readonly string[];
  /** Those that have a name. */
  readonly ports: readonly ContainerPort[];
  readonly createdMs: number;
  /** Succeeded or failed: its containers will never send again, and its addresses may be another's by now. */
  readonly finished: boolean;
  /** It has the node's addresses, and counts as the node. */
  readonly hostNetwork: boolean;
}

export interface Policy {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly spec: PolicySpec;
}

export interface View {
  readonly pods: readonly Pod[];
  /** Labels by name. */
  readonly namespaces: ReadonlyMap<string, Labels>;
  readonly policies: readonly Policy[];
}

export const emptyView: View = { pods: [], namespaces: new Map(), policies: [] };
