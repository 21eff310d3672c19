/**
 * What a run saw, before anybody judged it. It is saved as `run.json`, and all that follows (observations, findings,
 * reports) is computed from it by pure functions, now or years later.
 */
import type { EndRecord, ProbeRecord } from '../../probes/contract.ts';
import type { DialPlan, Plan } from './plan.ts';
import type { Named } from './snapshot.ts';

/** Raised whenever a saved recording changes its shape. */
export const recordingVersion = 3;

/** One pod of ours as it was admitted and as it ended. */
export interface PodRecord extends Named {
  readonly uid: string;
  readonly node: string;
  readonly ips: readonly string[];
  /** The responder id that its answers carry. */
  readonly responder: string;
  /** What admission changed of what we asked for; each entry makes the pod's cells inconclusive. */
  readonly altered: readonly string[];
  /** When the API server first told of its address, which enforcers hear no earlier; ms since the epoch, on the coordinator's clock. */
  readonly knownMs?: number;
  /** Why it did not run, or did not run to its end; absent if it did. */
  readonly failure?: string;
}

/** The log of one pod, on two clocks. */
export interface PodLog extends Named {
  /** Add this to a record's milliseconds and get the coordinator's clock (ms since the epoch). */
  readonly offsetMs: number;
  readonly records: readonly Exclude<ProbeRecord, EndRecord>[];
  readonly end?: EndRecord;
  /** The end record's counts and digest agree with what arrived. */
  readonly whole: boolean;
  readonly flaw?: string;
}

/** An input of the verdicts that did not stay the same while packets flew. */
export interface Change {
  readonly what: 'policy' | 'other-policy' | 'namespace-labels' | 'target-pod' | 'endpoints' | 'node' | 'unread';
  /** The namespace concerned; absent for nodes, and for policies that speak for the whole cluster. */
  readonly namespace?: string;
  readonly name: string;
  readonly detail: string;
}

/** A live target pod, as it was at the start and at the end. */
export interface TargetRecord extends Named {
  readonly uid: string;
  /** Ready at both moments, and not changed in between. */
  readonly readyThroughout: boolean;
}

export interface Phases {
  readonly [phase: string]: number;
}

export interface Recording {
  readonly version: typeof recordingVersion;
  readonly netproof: string;
  readonly server: string;
  readonly startedAt: string;
  readonly plan: Plan;
  readonly settings: Settings;
  readonly dials: readonly DialPlan[];
  readonly pods: readonly PodRecord[];
  readonly logs: readonly PodLog[];
  readonly targets: readonly TargetRecord[];
  readonly changes: readonly Change[];
  /** NetworkPolicies that select a control pod, which nothing should restrict; `namespace/name`. */
  readonly controlPolicies: readonly string[];
  /** Coordinator's clock: attempts that began later met pods that were being stopped, and count for nothing. */
  readonly observedUntilMs?: number;
  /** The run was cut short, by a signal or by its deadline. */
  readonly brokeOff?: string;
  /** Milliseconds spent in each phase. */
  readonly phases: Phases;
  /** Requests to the API server, retries included. */
  readonly apiCalls: number;
  /** Requests that were made again, because the API server did not answer or was busy. */
  readonly apiRetries?: number;
  /** What could not be removed. */
  readonly leftovers: readonly string[];
}

/** The numbers that settling and judging use; saved, so that a replay uses the same. */
export interface Settings {
  /** An answer counts once this many attempts in a row gave it … */
  readonly settleAttempts: number;
  /** … over at least this long. */
  readonly settleHoldMs: number;
  /** The age of a probe by which the latest enforcer has done what it does: closed what policy denies, and opened what it allows. */
  readonly openDeadlineMs: number;
  /** When observation ends whatever is still unsettled. */
  readonly observeDeadlineMs: number;
  /** Of an attempt at a responder of ours: another one follows soon. */
  readonly attemptTimeoutMs: number;
  /** Of an attempt at somebody else's server: long enough for TCP to send a lost SYN again (after 1 s, RFC 6298). */
  readonly gentleTimeoutMs: number;
  /** How long to go on watching after everything has settled. */
  readonly holdMs: number;
}
