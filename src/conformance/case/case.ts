/** A case: policies, what happens to them, and who reaches whom after each step. One file each, see `../cases/`. */
import type { Labels } from '../../model/snapshot.ts';
import type { NamespaceKey, PodKey } from '../world/world.ts';
import type { Line } from './line.ts';

/** Which run plays a case: each profile plays those of the ones before it as well. */
export const profiles = ['quick', 'standard', 'long'] as const;
export type Profile = (typeof profiles)[number];

export interface ConformanceCase {
  /** Its path below `cases/`, without the ending: `peers/namespace-and-pod`. */
  readonly id: string;
  /** What a CNI must do, as a sentence. */
  readonly title: string;
  /** The row of the capability table; all cases of a folder have the same. */
  readonly feature: string;
  /** The first profile that plays it. */
  readonly profile: Profile;
  readonly tags: readonly string[];
  /** Where the rule, or the fault that it looks for, is written down. */
  readonly source?: string;
  readonly steps: readonly Step[];
}

/** Something is done, and then the matrix must be this until the next step. What a step does not name stays as it was. */
export interface Step {
  readonly does?: string;
  /** NetworkPolicies that are created, or replaced where there is one of that name; as for `kubectl apply`. */
  readonly apply: readonly PolicyManifest[];
  /** Policies that are removed, `namespace/name`; before others are applied. */
  readonly remove: readonly string[];
  readonly label: readonly Relabelling[];
  /** Pods that are deleted and made anew, with the same name and labels and another address. */
  readonly recreate: readonly PodKey[];
  /** Pods that end by themselves and stay in the list of pods, as those of a finished Job do. */
  readonly finish: readonly PodKey[];
  /** Pods like these, with the same labels, are made that no node takes. */
  readonly pending: readonly PodKey[];
  /** A pod that takes the address of one that is gone or finished. */
  readonly inherit?: Inheritance;
  /** Pods that start while the policies are in force, and dial from their first instant. */
  readonly burst?: Burst;
  /** How long the matrix must stay so; ms. */
  readonly holdMs?: number;
  /** The matrix: the usual reading first. Others are just as legal, where the specification is silent. */
  readonly expect: readonly Expectation[];
}

export interface PolicyManifest {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: { readonly name: string; readonly namespace: NamespaceKey };
  readonly spec: Readonly<Record<string, unknown>>;
}

export interface Relabelling {
  readonly of: PodKey | NamespaceKey;
  readonly set: Labels;
  readonly unset: readonly string[];
}

export interface Inheritance {
  readonly from: PodKey;
  readonly labels: Labels;
}

export interface Burst {
  /** Whose namespace and labels they have. */
  readonly like: PodKey;
  readonly pods: number;
  /** How long they dial; ms. */
  readonly forMs: number;
}

/** Who reaches whom: everybody everybody, but for what is denied; and of that again what is allowed. */
export interface Expectation {
  /** Which reading of the specification this is; absent for the usual one. */
  readonly reading?: string;
  readonly deny: readonly Line[];
  readonly allow: readonly Line[];
}
