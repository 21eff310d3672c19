import type { Family } from '../../probes/contract.ts';
import type { Assurance } from './assurance.ts';
import type { Cell, Path, Transport } from './cell.ts';
import type { Observation } from './observation.ts';
import type { CanaryQuestion, Skip } from './plan.ts';
import type { Verdict } from './verdict.ts';

/** The gravest first. `policy-mismatch`: a person expects one thing and the NetworkPolicies say the other. */
export const findingKinds = ['leak', 'overblock', 'policy-mismatch', 'inconclusive', 'startup-exposure', 'vacuous'] as const;
export type FindingKind = (typeof findingKinds)[number];

export const cellStatuses = ['conforms', 'leak', 'overblock', 'inconclusive', 'vacuous'] as const;
export type CellStatus = (typeof cellStatuses)[number];

/** A cell that did not come out as it must, in words. */
export interface Finding {
  readonly kind: FindingKind;
  readonly cell: string;
  /** One sentence. */
  readonly message: string;
  /** A command that shows the same, for whoever wants to see it with their own eyes. */
  readonly reproduce?: string;
}

/** In which namespaces and on which nodes something is, as far as that is in the cluster. */
export interface Place {
  readonly namespaces: readonly string[];
  readonly nodes: readonly string[];
}

/** Where a cell's source is, with its probe, and its destinations, in the order of {@link Observation}. */
export interface Ends {
  readonly source: Place;
  readonly destinations: readonly Place[];
}

/** What is known of one cell: what a person wants, what policy says, what the packets did. */
export interface CellResult {
  readonly cell: Cell;
  readonly intent?: Verdict;
  readonly policy?: Verdict;
  readonly reality?: Observation;
  readonly status: CellStatus;
  /** The weakest evidence on which a conforming deny rests. */
  readonly evidence?: 'strong' | 'weak';
  /** Absent in reports of earlier versions. */
  readonly ends?: Ends;
}

export interface Counts {
  readonly cells: number;
  readonly conforms: number;
  readonly leak: number;
  readonly overblock: number;
  readonly inconclusive: number;
  readonly vacuous: number;
  /** Cells of which a person expects one thing and policy says the other, besides leaks and overblocks. */
  readonly policyMismatch: number;
  readonly startupExposure: number;
  readonly skipped: number;
}

/** One connection of the canary, by what it asks, and what came out. */
export interface CanaryCell {
  readonly node: string;
  readonly partner: string;
  readonly direction: CanaryQuestion['direction'];
  readonly placement: 'same-node' | 'cross-node';
  readonly transport: Transport;
  readonly path: Path;
  readonly family: Family;
  readonly verdict: 'allow' | 'deny';
  readonly state: 'open' | 'closed' | 'now-and-then' | 'unknown';
  /** Where it is unknown: why. */
  readonly reason?: string;
  readonly attempts: number;
  /** How many of them got through. */
  readonly through: number;
  /** Closed with an answer (RST, ICMP), at least now and then, instead of silence. */
  readonly rejected: boolean;
  /** It was open first: the age of the pod that policy selects at the last attempt that got through, in milliseconds. */
  readonly openUntilMs?: number;
  /** It was closed at first, or once, and open ever since: the age of the dialling pod at the first attempt of that time that got through, in milliseconds. */
  readonly openedAfterMs?: number;
}

export const diagnoses = [
  'enforces',
  'enforces-nothing',
  'no-egress',
  'no-ingress',
  'no-udp',
  'no-tcp',
  'no-ipv4',
  'no-ipv6',
  'no-ports',
  'no-peers',
  'not-on-node',
  'only-across-nodes',
  'only-within-nodes',
  'enforces-partly',
  'now-and-then',
  'drops-everything',
  'drops-some',
  'unselected-closed',
  'no-network',
  'unknown',
] as const;

export interface Diagnosis {
  readonly kind: (typeof diagnoses)[number];
  /** Whether the cluster does what its policies say; absent where that could not be judged. */
  readonly enforces?: boolean;
  /** One sentence, or two where there is something to add. */
  readonly sentence: string;
}

export interface CanaryReport {
  readonly diagnosis: Diagnosis;
  readonly nodes: readonly string[];
  readonly cells: readonly CanaryCell[];
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
  /** A startup exposure fails the run. */
  readonly strict: boolean;
  /** The findings that fail the run, where that was said; otherwise leaks, overblocks and policy mismatches do. */
  readonly failOn?: readonly FindingKind[];
  /** Cells that could not be judged do not lead to exit code 3, as long as any cell conforms; absent where they do. */
  readonly allowInconclusive?: boolean;
  /** Why it ended before it had seen everything; absent where it did not. */
  readonly brokeOff?: string;
  /** One sentence that says how it came out. */
  readonly headline: string;
  readonly exitCode: ExitCode;
  readonly counts: Counts;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly cells: readonly CellResult[];
  readonly findings: readonly Finding[];
  /** Absent where it was switched off. */
  readonly canary?: CanaryReport;
  /** What of all that could be wrong this run would have shown; absent where that was not computed. */
  readonly assurance?: Assurance;
  readonly skips: readonly Skip[];
  readonly remarks: readonly string[];
  readonly leftovers: readonly string[];
  readonly phases: Readonly<Record<string, number>>;
  readonly pods: number;
  readonly apiCalls: number;
}
