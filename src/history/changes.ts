/** Findings of several runs: what is new, what is mended, what comes and goes. */
import type { CellResult, Finding, FindingKind, RunReport } from '../model/report.ts';

/**
 * From the first run to the last. `mended` only where the cell conforms now: what cannot be judged any more is `unjudged`.
 * `flapping`: it went and came back, or came and went, in between.
 */
export type Change = 'new' | 'mended' | 'unchanged' | 'flapping' | 'unjudged';

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

/** @param last the last of the reports */
export const changesOf = (reports: readonly RunReport[], last: RunReport): ChangedFinding[] => {
  const all = new Map(reports.flatMap(({ findings }) => findings.map((finding) => [keyOf(finding), finding] as const)));
  const cells = new Map(last.cells.map((cell) => [cell.cell.id, cell]));
  const found = reports.map(({ findings }) => new Set(findings.map(keyOf)));
  return [...all].map(([key, { kind, cell, message }]) => {
    const when = found.map((one) => one.has(key));
    return { change: changeOf(when, cells.get(cell)), kind, cell, message, found: when };
  });
};

const changeOf = (found: readonly boolean[], now: CellResult | undefined): Change => {
  const turns = found.filter((is, index) => index > 0 && is !== found[index - 1]).length;
  if (turns > 1) return 'flapping';
  if (found.at(-1) === true) return found[0] === true ? 'unchanged' : 'new';
  return now?.status === 'conforms' ? 'mended' : 'unjudged';
};
