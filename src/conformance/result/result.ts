/** What came of the cases, before it is summed up for people. Times are milliseconds. */
import type { Profile } from '../case/case.ts';

/**
 * `enforced`: as the specification says; `leaks`: something passed that must not; `over-blocks`: something did not pass
 * that must; `not-testable`: nothing can be said, see the reason.
 */
export const outcomes = ['enforced', 'leaks', 'over-blocks', 'not-testable'] as const;
export type CaseOutcome = (typeof outcomes)[number];

export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly feature: string;
  readonly profile: Profile;
  readonly tags: readonly string[];
  readonly outcome: CaseOutcome;
  /** Why it could not be tested; or what went wrong, in one sentence. */
  readonly reason?: string;
  /** Nobody could have tested it on this cluster; otherwise a case that is not testable owes an answer. */
  readonly beyondCluster?: true;
  readonly steps: readonly StepResult[];
  readonly attempts: number;
  readonly durationMs: number;
}

export interface StepResult {
  /** What was done; the last step of every case is that its policies are removed, and everything is open again. */
  readonly does: string;
  readonly outcome: CaseOutcome;
  /** Which of several legal readings of the specification the cluster follows; absent for the usual one. */
  readonly reading?: string;
  readonly reason?: string;
  readonly beyondCluster?: true;
  readonly cells: number;
  /** Cells that were not as they must be when time was up, or did not stay so. */
  readonly wrong: readonly WrongCell[];
  /** From the API server's answer to the last packet that got through although it must not; absent where nothing closes in this step. */
  readonly toBlockMs?: number;
  /** From the API server's answer to the last packet that did not get through although it must; absent where nothing opens. */
  readonly toAllowMs?: number;
  /** Of a burst of fresh pods: the greatest age at which one of them got through to what is denied; 0 where none ever did. */
  readonly exposureMs?: number;
}

export interface WrongCell {
  /** `x/a.1 -> y/b TCP/8080 IPv4`: the pods of the world, the first or second instance of the subject. */
  readonly cell: string;
  readonly expected: 'allow' | 'deny';
  /** What a dialler saw: the outcome's word and how often, the latest first. */
  readonly saw: string;
  /** The nodes of both ends. */
  readonly fromNode: string;
  readonly toNode: string;
  /** It was right before, and then was not: how many of how many attempts. */
  readonly nowAndThen?: { readonly wrong: number; readonly of: number };
}

/** A feature that no case asks about. */
export interface NotPlayed {
  readonly feature: string;
  readonly reason: string;
}

/** Everything that a run of the battery has to tell; saved and rendered from. */
export interface ConformanceResult {
  readonly netproof: string;
  readonly server: string;
  readonly startedAt: string;
  readonly profile: Profile;
  readonly nodes: readonly string[];
  readonly families: readonly (4 | 6)[];
  readonly sets: number;
  readonly cases: readonly CaseResult[];
  /** Distinct ways that were dialled, over all cases, and attempts. */
  readonly cells: number;
  readonly attempts: number;
  readonly wallMs: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly apiCalls: number;
  /** Features that nothing could be played of, and why. */
  readonly notPlayed: readonly NotPlayed[];
  readonly brokeOff?: string;
  readonly leftovers: readonly string[];
}
