/** All changes together: one sentence, and an exit code. */
import type { ExitCode, FindingKind } from '../model/report.ts';
import type { CanaryChange } from './canary.ts';
import type { Change, ChangedFinding } from './changes.ts';
import type { Drifts } from './drift.ts';

const failing: ReadonlySet<FindingKind> = new Set(['leak', 'overblock', 'policy-mismatch']);
const changes: readonly Change[] = ['new', 'flapping', 'mended', 'replaced', 'unjudged', 'unchanged'];

const having = (findings: readonly ChangedFinding[], ...wanted: readonly Change[]): readonly ChangedFinding[] => findings.filter(({ change }) => wanted.includes(change));

/** 1: something is wrong that was not, or comes and goes; 3: something cannot be judged that could, now or in between; 0: nothing new. */
export const exitCodeOf = (findings: readonly ChangedFinding[], canary: CanaryChange | undefined): ExitCode => {
  if (canary === 'lost' || canary === 'wider' || having(findings, 'new', 'flapping').some(({ kind }) => failing.has(kind))) return 1;
  return canary === 'unknown' || having(findings, 'new', 'flapping').some(({ kind }) => kind === 'inconclusive') || having(findings, 'unjudged').some(({ kind }) => failing.has(kind)) ? 3 : 0;
};

const canaryWords: Readonly<Record<CanaryChange, string>> = { lost: 'the canary fails, and did not', wider: 'the canary is wrong where it was not', still: 'the canary fails as before', unknown: 'the canary cannot be judged, and could' };

export const headlineOf = (findings: readonly ChangedFinding[], { policy, enforcement }: Drifts, canary: CanaryChange | undefined): string => {
  const counts = changes.flatMap((change) => (having(findings, change).length === 0 ? [] : [`${having(findings, change).length} ${change}`]));
  const told = [
    counts.length === 0 ? (canary === undefined || canary === 'unknown' ? 'No findings, before or now' : 'No findings in cells') : `Findings: ${counts.join(', ')}`,
    ...(policy.length === 0 ? [] : [`policies say otherwise of ${cellsIn(policy.length)}`]),
    ...(enforcement.length === 0 ? [] : [`under the same policies ${cellsIn(enforcement.length)} came out otherwise`]),
    ...(canary === undefined ? [] : [canaryWords[canary]]),
  ];
  return `${told.join('; ')}.`;
};

const cellsIn = (count: number): string => `${count} ${count === 1 ? 'cell' : 'cells'}`;
