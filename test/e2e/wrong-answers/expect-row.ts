import { expect } from 'chai';
import type { CellResult, RunReport } from '../../../src/model/report.ts';
import type { FixedCniName } from '../../cluster/index.ts';
import type { Row, RowCell } from './rows.ts';

/** Every cell of the row has the one right answer. */
export const expectRow = ({ cells }: Row, cni: FixedCniName, report: RunReport): void => {
  const wrong = cells.flatMap((wanted) => {
    const found = report.cells.filter((result) => isMeant(wanted, result));
    if (found.length === 0) return [`${wanted.from} -> ${wanted.to}: no such cell`];
    return found.filter((result) => !isRight(wanted, cni, result)).map((result) => `${result.cell.id} must be ${wanted.right[cni].join(' or ')}, and is ${describeResult(result)}`);
  });
  expect(wrong).to.deep.equal([]);
  for (const { says, ...wanted } of cells) {
    const words = says?.[cni];
    if (words === undefined) continue;
    for (const { cell } of report.cells.filter((result) => isMeant(wanted, result))) expect(report.findings.find((finding) => finding.cell === cell.id)?.message).to.match(words);
  }
};

const isMeant = ({ from, to, path, family }: RowCell, { cell }: CellResult): boolean =>
  cell.source === from && cell.target === to && (path === undefined || cell.path === path) && (family === undefined || cell.family === family);

const isRight = ({ right }: RowCell, cni: FixedCniName, { status, reality }: CellResult): boolean => {
  const doubts = new Set(reality?.destinations.map(({ doubt }) => doubt));
  return right[cni].some((answer) => {
    const [state, doubt] = answer.split(': ');
    return state === status && (doubt === undefined || [...doubts].some((given) => given === doubt));
  });
};

const describeResult = ({ status, reality }: CellResult): string =>
  `${status}: ${(reality?.destinations ?? []).map(({ label, state, doubt, reason, tally }) => `${label} ${state} ${doubt ?? ''} (${reason ?? ''}; ${tally.open} of ${tally.attempts} open, last ${tally.last})`).join('; ')}`;
