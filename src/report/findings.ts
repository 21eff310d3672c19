/** Findings as a person reads them: what belongs together in one place, the rest counted. */
import type { Finding, RunReport } from '../model/report.ts';

export interface FindingGroup {
  readonly kind: Finding['kind'];
  readonly source: string;
  readonly target: string;
  readonly findings: readonly Finding[];
}

/** One group for each kind, source and target: a Service is found open on its ClusterIP and on each endpoint. */
export const groupFindings = (report: RunReport): FindingGroup[] => {
  const cells = new Map(report.cells.map(({ cell }) => [cell.id, cell]));
  const groups = Map.groupBy(report.findings, (finding) => {
    const cell = cells.get(finding.cell);
    return JSON.stringify([finding.kind, cell?.source, cell?.target]);
  });
  return [...groups.values()].flatMap((findings) => {
    const [first] = findings;
    const cell = first && cells.get(first.cell);
    return first && cell ? [{ kind: first.kind, source: cell.source, target: cell.target, findings }] : [];
  });
};
