/** Which findings fail a run, that is, lead to exit code 1. */
import { findingKinds } from '../model/report.ts';
import type { Counts, FindingKind } from '../model/report.ts';

export interface FailOptions {
  /** A startup exposure fails the run, too. */
  readonly strict: boolean;
  /** What fails the run in place of the usual kinds; empty where nothing of what is found does. */
  readonly failOn?: readonly FindingKind[];
  /** Cells that could not be judged are no reason for exit code 3, as long as any cell conforms. */
  readonly allowInconclusive?: boolean;
}

/** What a report keeps of it; what nobody asked for is left out. */
export const failingOf = ({ strict, failOn, allowInconclusive }: FailOptions): FailOptions => ({
  strict,
  ...(failOn === undefined ? {} : { failOn }),
  ...(allowInconclusive === true ? { allowInconclusive } : {}),
});

const usual: readonly FindingKind[] = ['leak', 'overblock', 'policy-mismatch'];

export const failingKinds = ({ strict, failOn = usual }: FailOptions): ReadonlySet<FindingKind> => new Set(strict ? [...failOn, 'startup-exposure'] : failOn);

/** Where each kind is counted. */
const counted = {
  leak: 'leak',
  overblock: 'overblock',
  'policy-mismatch': 'policyMismatch',
  inconclusive: 'inconclusive',
  'startup-exposure': 'startupExposure',
  vacuous: 'vacuous',
} as const satisfies Record<FindingKind, keyof Counts>;

export const fails = (counts: Counts, options: FailOptions): boolean => [...failingKinds(options)].some((kind) => counts[counted[kind]] > 0);

/** What would have failed a run of which nobody had said what fails it; so that an exit code of 0 is never silent about it. */
export const toldOfTolerated = (counts: Counts, options: FailOptions): string[] => {
  const failing = failingKinds(options);
  const tolerated = findingKinds.filter((kind) => counts[counted[kind]] > 0 && ((usual.includes(kind) && !failing.has(kind)) || (kind === 'inconclusive' && options.allowInconclusive === true)));
  return tolerated.map((kind) => `${counts[counted[kind]]} ${kind} ${counts[counted[kind]] === 1 ? 'finding does' : 'findings do'} not fail this run: ${kind === 'inconclusive' ? '--allow-inconclusive' : `--fail-on ${options.failOn?.join(',') || 'none'}`} was given`);
};
