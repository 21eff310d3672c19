import type { MatrixParts } from '../support/matrix.ts';
import type { Scenario } from './rows.ts';

/** The matrix that asks for exactly the rows' cells. */
export const matrixOf = ({ sources, targets, rows, ipFamilies }: Scenario): MatrixParts => {
  const expect: Record<string, Record<string, unknown>> = {};
  for (const source of Object.keys(sources)) expect[source] = {};
  for (const { from, to, expect: verdict } of rows.flatMap(({ cells }) => cells)) expect[from] = { ...expect[from], [to]: verdict };
  for (const [source, row] of Object.entries(expect)) {
    // The order of targets decides on which nodes their stand-ins are.
    const ordered = Object.keys(targets).flatMap((target) => (row[target] === undefined ? [] : [[target, row[target]] as const]));
    expect[source] = { ...Object.fromEntries(ordered), ...(ordered.length < Object.keys(targets).length ? { '*': { skip: 'no row asks for it' } } : {}) };
  }
  return { sources, targets, expect, ...(ipFamilies === undefined ? {} : { ipFamilies }) };
};
