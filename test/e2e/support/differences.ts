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

/** Cells that came out otherwise than the NetworkPolicies say, as far as the specification tells what they say. */
export const againstPolicy = (report: RunReport): string[] =>
  report.cells.flatMap(({ cell, intent, policy, status }) => {
    if (policy === undefined || policy.basis === 'undefined' || status === 'inconclusive' || status === 'vacuous') return [];
    const expected = (intent ?? policy).verdict;
    const real = status === 'conforms' ? expected : status === 'leak' ? 'allow' : 'deny';
    return real === policy.verdict ? [] : [`${cell.id}: policy says ${policy.verdict}`];
  });
