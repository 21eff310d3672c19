import type { Cell } from './cell.ts';
import type { Observation } from './observation.ts';
import type { Skip } from './plan.ts';
import type { Verdict } from './verdict.ts';

export type FindingKind = 'leak' | 'overblock' | 'inconclusive' | 'vacuous' | 'startup-exposure';

/** A cell that did not come out as it must, in words. */
export interface Finding {
  readonly kind: FindingKind;
  readonly cell: string;
  /** One sentence. */
  readonly message: string;
  /** A command that shows the same, for whoever wants to see it with their own eyes. */
  readonly reproduce?: string;
}

/** What is known of one cell: what a person wants, what policy says (later), what the packets did. */
export interface CellResult {
  readonly cell: Cell;
  readonly intent?: Verdict;
  readonly policy?: Verdict;
  readonly reality?: Observation;
  readonly status: 'conforms' | 'leak' | 'overblock' | 'inconclusive' | 'vacuous';
  /** The weakest evidence on which a conforming deny rests. */
  readonly evidence?: 'strong' | 'weak';
}

export interface Counts {
  readonly cells: number;
  readonly conforms: number;
  readonly leak: number;
  readonly overblock: number;
  readonly inconclusive: number;
  readonly vacuous: number;
  readonly startupExposure: number;
  readonly skipped: number;
}

export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** The one result model that every renderer draws. */
export interface RunReport {
  readonly version: 1;
  readonly netproof: string;
  readonly server: string;
  readonly run: string;
  readonly matrix: string;
  readonly startedAt: string;
  /** One sentence that says how it came out. */
  readonly headline: string;
  readonly exitCode: ExitCode;
  readonly counts: Counts;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly cells: readonly CellResult[];
  readonly findings: readonly Finding[];
  readonly skips: readonly Skip[];
  readonly remarks: readonly string[];
  readonly leftovers: readonly string[];
  readonly phases: Readonly<Record<string, number>>;
  readonly pods: number;
  readonly apiCalls: number;
}
