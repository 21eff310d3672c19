/** How a fault gets into a correct enforcer: it bends what the enforcer sees, or what it enforces. */
import type { NodeRules } from '../rules/node-rules.ts';
import type { NodeIdentity } from '../semantics/compile.ts';
import type { View } from '../view/view.ts';

/** What the cluster looked like from an instant on. */
export interface Moment {
  readonly atMs: number;
  readonly view: View;
}

/** What a fault may know. */
export interface Situation {
  readonly node: NodeIdentity;
  readonly nowMs: number;
  /** Since when the fault is in force here: it was set, or its agent was started. */
  readonly sinceMs: number;
  /** Every moment since then, the oldest first and the present last; never empty. */
  readonly history: readonly Moment[];
  /** When each address of this node's pods got its network. */
  readonly arrivals: ReadonlyMap<string, number>;
}

/** Each hook is optional, and gets what the one before it made. */
export interface Bend {
  view?(view: View, situation: Situation): View;
  /** The same for the node's own pods and the policies on them alone. */
  subjects?(view: View, situation: Situation): View;
  /** The same for the pods that those may talk to alone. */
  peers?(view: View, situation: Situation): View;
  rules?(rules: NodeRules, situation: Situation): NodeRules;
  /** When the outcome changes although nothing happens in the cluster. */
  wakesAtMs?(situation: Situation): number | undefined;
  /** Addresses whose standing connections end now. */
  cutsOff?(situation: Situation): readonly string[];
}

/** What a variant may be tuned by; each model says which of them it reads. */
export interface Parameters {
  readonly windowMs: number;
  readonly delayMs: number;
  readonly periodMs: number;
  readonly count: number;
  /** 0 is any. */
  readonly port: number;
  /** `key=value`, of pods. */
  readonly label: string;
}
export type ParameterName = keyof Parameters;

export interface Variant {
  readonly does: string;
  bend(parameters: Parameters): Bend;
}

export interface FaultModel {
  readonly name: string;
  readonly does: string;
  /** By name; the first is what is meant where none is named. */
  readonly variants: Readonly<Record<string, Variant>>;
  /** The parameters that it reads, with their defaults. */
  readonly parameters?: Partial<Parameters>;
}
