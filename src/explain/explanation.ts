/** A decision with its reasons: everything that a person would have to look up to come to it. */
import type { Direction, Protocol } from '../model/network-policy.ts';
import type { Labels, Named } from '../model/snapshot.ts';
import type { Origin } from '../model/verdict.ts';
import type { Basis, Through } from '../policy/decision.ts';
import type { PortSet } from '../policy/port-set.ts';

export interface Explanation {
  /** As they were asked for. */
  readonly source: string;
  readonly target: string;
  /** One for each kind of pods that policy tells apart, at either end. */
  readonly cases: readonly Case[];
  /** What was taken for granted. */
  readonly remarks: readonly string[];
}

export interface Case {
  readonly source: Party;
  readonly target: Party;
  readonly protocol: Protocol;
  /** The target's own; absent where every port is meant. */
  readonly port?: number;
  /** What is dialled, where it is not the target itself. */
  readonly through?: Through;
  /** Egress of the source, then ingress of the target. */
  readonly steps: readonly Step[];
  readonly answer: Answer;
}

export interface Party {
  readonly kind: 'pod' | 'node' | 'address';
  /** `web of shop`. */
  readonly called: string;
  /** How many there are that policy cannot tell from each other. */
  readonly pods: number;
  readonly labels?: Labels;
  readonly addresses: readonly string[];
}

/** About one port, or about all of them. */
export type Answer = (Judged | { readonly open: PortSet; readonly undefined: PortSet; readonly reason?: string }) & {
  /** A policy of another kind that may decide, too, so that all of this is undefined. */
  readonly others?: string;
};

interface Judged {
  readonly verdict: 'allow' | 'deny';
  readonly basis: Basis;
  /** What it is that the specification leaves open. */
  readonly reason?: string;
  /** For whoever expected the other verdict. */
  readonly hint?: string;
}

export interface Step {
  readonly direction: Direction;
  /** Why policy has no say. */
  readonly exemption?: string;
  /** Those that isolate the end that this step is about. */
  readonly policies: readonly PolicyStep[];
  readonly passedOver: readonly PassedOver[];
  /** What remains open, where policies isolate it. */
  readonly open: PortSet;
  /** Of the port that is asked about. */
  readonly verdict?: 'allow' | 'deny';
}

interface Written extends Named {
  readonly selector: string;
  /** Where it was read from a file. */
  readonly origin?: Origin;
}

export interface PassedOver extends Written {
  /** The labels that do not match, as they are. */
  readonly because: readonly string[];
}

export interface PolicyStep extends Written {
  readonly rules: readonly RuleStep[];
}

export interface RuleStep {
  /** Counts from 0, as in `spec.ingress[0]`. */
  readonly rule: number;
  /** None: everybody. */
  readonly peers: readonly Condition[];
  /** None: every port. */
  readonly ports: readonly Condition[];
  /** Whether it lets the connection through. */
  readonly opens: boolean;
}

export interface Condition {
  /** In words. */
  readonly says: string;
  readonly holds: boolean;
  /** Why it does not, or what makes it hold where that is not plain. */
  readonly because: readonly string[];
}
