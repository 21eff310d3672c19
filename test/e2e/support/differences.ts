import type { RunReport } from '../../../src/model/report.ts';

/** What differs from the matrix, as `source → target`, each pair once, in alphabetical order. */
export const pairsOf = (report: RunReport, kind: 'leak' | 'overblock' | 'inconclusive' | 'vacuous'): string[] => [
  ...new Set(report.cells.filter(({ status }) => status === kind).map(({ cell }) => `${cell.source} → ${cell.target}`)),
].toSorted();

/** Cells of the pair that came out otherwise than the pair as a whole. */
export const dividedPairs = (report: RunReport): string[] =>
  [...Map.groupBy(report.cells, ({ cell }) => `${cell.source} → ${cell.target}`)]
    .filter(([, cells]) => new Set(cells.map(({ status }) => status)).size > 1)
    .map(([pair]) => pair);
