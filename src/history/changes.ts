/** Findings of several runs: what is new, what is mended, what comes and goes. */
import type { CellResult, CellStatus, Finding, FindingKind, RunReport } from '../model/report.ts';

/**
 * From one run to the last. `mended` only where the cell conforms now: what cannot be judged any more is `unjudged`. `replaced`:
 * the cell was judged, and another finding stands in its place.
 * `flapping`: it came and went in between; or it is back, and was gone.
 */
export type Change = 'new' | 'mended' | 'unchanged' | 'flapping' | 'replaced' | 'unjudged';

export interface ChangedFinding {
  readonly change: Change;
  readonly kind: FindingKind;
  readonly cell: string;
  /** Of the latest run that has it. */
  readonly message: string;
  /** In which of the runs it was found, the first one first. */
  readonly found: readonly boolean[];
}

const keyOf = ({ kind, cell }: Finding): string => `${kind} ${cell}`;

/**
 * @param last the last of the reports
 * @param from index of the report that it is held against; those before it tell what has been there before
 */
export const changesOf = (reports: readonly RunReport[], last: RunReport, from: number): ChangedFinding[] => {
  const all = new Map(reports.slice(from).flatMap(({ findings }) => findings.map((finding) => [keyOf(finding), finding] as const)));
  const cells = new Map(last.cells.map((cell) => [cell.cell.id, cell]));
  const found = reports.map(({ findings }) => new Set(findings.map(keyOf)));
  return [...all].map(([key, { kind, cell, message }]) => {
    const when = found.map((one) => one.has(key));
    return { change: changeOf(when, from, cells.get(cell)), kind, cell, message, found: when };
  });
};

const changeOf = (found: readonly boolean[], from: number, now: CellResult | undefined): Change => {
  const since = found.slice(from);
  const turns = since.filter((is, index) => index > 0 && is !== since[index - 1]).length;
  if (turns > 1) return 'flapping';
  if (since.at(-1) !== true) return goneAs(now?.status);
  if (since[0] === true) return 'unchanged';
  return found.slice(0, from).includes(true) ? 'flapping' : 'new';
};

const goneAs = (status: CellStatus | undefined): Change => {
  if (status === 'conforms') return 'mended';
  return status === 'leak' || status === 'overblock' ? 'replaced' : 'unjudged';
};
