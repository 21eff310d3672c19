/** What one run said of one mutant. */
import { exposes } from '../../src/compare/canary/notes.ts';
import type { RunReport } from '../../src/model/report.ts';
import type { ConformanceJson } from '../../src/report/conformance/json.ts';
import { profiles } from './mutant.ts';
import type { Profile } from './mutant.ts';
import type { Rung } from './rung.ts';

/** `accused`: a leak or an over-block was reported; `noticed`: that something is wrong, short of that; `quiet`: neither. */
export type Verdict = 'accused' | 'noticed' | 'quiet';

export interface Attempt {
  readonly mutant: string;
  readonly rung: Rung;
  readonly verdict: Verdict;
  /** The least profile that found something; absent where nothing was found. */
  readonly profile?: Profile;
  readonly code: number;
  readonly seconds: number;
  /** The diagnosis, or the first case that failed. */
  readonly said: string;
}

export type Said = Pick<Attempt, 'verdict' | 'profile' | 'said'>;

/** A cluster of which the canary could not say anything is not found out. */
export const readCanary = ({ canary, exitCode, headline }: Pick<RunReport, 'canary' | 'exitCode' | 'headline'>): Said => {
  const { kind, enforces, sentence } = canary?.diagnosis ?? { kind: 'unknown', enforces: undefined, sentence: headline };
  const said = `${kind}: ${sentence}`;
  if (exitCode === 1 || enforces === false) return { verdict: 'accused', profile: 'canary', said };
  const isQuiet = (kind === 'enforces' || kind === 'unknown') && !exposes(canary?.cells ?? []);
  return isQuiet ? { verdict: 'quiet', said } : { verdict: 'noticed', profile: 'canary', said };
};

/** Tells of the case of the least profile that failed; of a leak, where one of each sort did. */
export const readConformance = ({ cases, exitCode, headline }: Pick<ConformanceJson, 'cases' | 'exitCode' | 'headline'>): Said => {
  const [failed] = cases
    .filter(({ outcome }) => outcome === 'leaks' || outcome === 'over-blocks')
    .toSorted((a, b) => profiles.indexOf(a.profile) - profiles.indexOf(b.profile) || a.outcome.localeCompare(b.outcome));
  if (failed === undefined) return { verdict: exitCode === 1 ? 'accused' : 'quiet', said: headline };
  return { verdict: 'accused', profile: failed.profile, said: `${failed.id} ${failed.outcome}${failed.reason === undefined ? '' : `: ${failed.reason}`}` };
};

/**
 * Reads the JSON that netproof printed.
 * @throws Error if it printed none: that is no answer.
 */
export const readAnswer = (rung: Rung, { code, stdout, stderr }: { readonly code: number | null; readonly stdout: string; readonly stderr: string }): Said & { readonly code: number } => {
  if (code === null || stdout === '') throw new Error(`netproof gave no answer (exit ${code}): ${stderr.trim().split('\n').at(-1) ?? ''}`);
  const said = rung === 'canary' ? readCanary(JSON.parse(stdout) as RunReport) : readConformance(JSON.parse(stdout) as ConformanceJson);
  return { ...said, code };
};
