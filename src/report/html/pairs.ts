/** What the page shows of each source and target: the worst of its cells, and what a person, policy and packets say. */
import type { CellResult, Finding, RunReport } from '../../model/report.ts';
import type { Verdict } from '../../model/verdict.ts';
import { gridOf } from '../matrix-grid.ts';
import type { GridEntry } from '../matrix-grid.ts';

/** `mixed`: open on some ways, or now and then; `unclear`: left open by the specification, or not judged; `none`: nobody says. */
export const opinions = ['open', 'closed', 'mixed', 'unclear', 'none'] as const;
export type Opinion = (typeof opinions)[number];

export interface Pair extends GridEntry {
  readonly source: string;
  readonly target: string;
  readonly intent: Opinion;
  readonly policy: Opinion;
  readonly reality: Opinion;
  readonly findings: readonly Finding[];
  readonly namespaces: readonly string[];
  readonly nodes: readonly string[];
}

/** Row by row, as the matrix is drawn. */
export const pairsOf = (report: RunReport): Pair[] => {
  const { sources, targets, findings } = report;
  const entryAt = gridOf(report);
  const found = Map.groupBy(findings, ({ cell }) => cell);
  return sources.flatMap((source) =>
    targets.map((target): Pair => {
      const entry = entryAt(source, target);
      const places = entry.cells.flatMap(({ ends }) => (ends === undefined ? [] : [ends.source, ...ends.destinations]));
      return {
        ...entry,
        source,
        target,
        intent: together(entry.cells.map(({ intent }) => sayingOf(intent))),
        policy: together(entry.cells.map(({ policy }) => sayingOf(policy))),
        reality: together(entry.cells.map(realityOf)),
        findings: entry.cells.flatMap(({ cell }) => found.get(cell.id) ?? []),
        namespaces: [...new Set(places.flatMap(({ namespaces }) => namespaces))],
        nodes: [...new Set(places.flatMap(({ nodes }) => nodes))],
      };
    }),
  );
};

export const sayingOf = (verdict: Verdict | undefined): Opinion => {
  if (verdict === undefined) return 'none';
  if (verdict.basis === 'undefined') return 'unclear';
  return verdict.verdict === 'allow' ? 'open' : 'closed';
};

const states = { reachable: 'open', unreachable: 'closed', intermittent: 'mixed', inconclusive: 'unclear' } as const;

const realityOf = ({ reality }: CellResult): Opinion => together((reality?.destinations ?? []).map(({ state }) => states[state]));

/** One opinion of several: closed are all, or it is not called so. */
const together = (several: readonly Opinion[]): Opinion => {
  const [first = 'none', ...others] = new Set(several.filter((one) => one !== 'none'));
  if (others.length === 0) return first;
  return several.includes('open') || several.includes('mixed') ? 'mixed' : 'unclear';
};
