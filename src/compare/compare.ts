/** A recording becomes a report. The whole way from packets to exit code is pure, so that a saved run can be judged again. */
import { observe } from '../interpret/observe.ts';
import { findingKinds } from '../model/report.ts';
import type { CellResult, RunReport } from '../model/report.ts';
import type { Recording } from '../model/recording.ts';
import { reportCanary } from './canary/canary.ts';
import { isAsked } from './canary/cells.ts';
import { endsOf } from './ends.ts';
import { failingOf, toldOfTolerated } from './failing.ts';
import type { FailOptions } from './failing.ts';
import { judge } from './judge.ts';
import { headlineOf } from './headline.ts';
import { countCells, exitCodeOf } from './outcome.ts';
import { remarksOf } from './remarks/remarks.ts';

export interface CompareOptions extends FailOptions {
  /** What a deny must rest on at least; on weak evidence it is inconclusive if this says strong. */
  readonly requireEvidence?: 'weak' | 'strong';
}

export const compare = (recording: Recording, options: CompareOptions): RunReport => {
  const { plan } = recording;
  const observations = new Map(observe(recording, { ended: true }).map((observation) => [observation.cell, observation]));
  const sources = new Map(plan.pods.flatMap((pod) => (pod.role === 'source' ? pod.serves.map((source) => [source, pod] as const) : [])));
  const canary = reportCanary(recording, observations);
  const judgements = plan.cells.filter((planned) => !isAsked(planned)).map((planned) => {
    const pod = sources.get(planned.cell.source);
    const observation = observations.get(planned.cell.id) ?? { cell: planned.cell.id, destinations: [] };
    return { ...judge(planned, observation, pod ?? { namespace: '?', labels: {} }, options), ends: endsOf(planned, pod) };
  });
  const cells = judgements.map(({ result, ends }): CellResult => ({ ...result, ends }));
  const findings = judgements.flatMap((judgement) => judgement.findings).toSorted((a, b) => findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind));
  const counts = countCells(cells, findings, plan.skips.length);
  const exitCode = exitCodeOf(cells, counts, {
    ...failingOf(options),
    ...(canary === undefined ? {} : { canary }),
    interrupted: recording.brokeOff === 'interrupted',
    brokeOff: recording.brokeOff !== undefined,
  });
  return {
    version: 1,
    netproof: recording.netproof,
    server: recording.server,
    run: plan.run,
    matrix: plan.matrix.name,
    startedAt: recording.startedAt,
    ...failingOf(options),
    ...(recording.brokeOff === undefined ? {} : { brokeOff: recording.brokeOff }),
    headline: recording.brokeOff === undefined ? headlineOf(cells, counts, { ...options, policies: plan.policies, ...(canary === undefined ? {} : { canary }) }) : `The run broke off (${recording.brokeOff}): what follows is what was seen until then.`,
    exitCode,
    counts,
    sources: [...new Set(cells.map(({ cell }) => cell.source))],
    targets: [...new Set(cells.map(({ cell }) => cell.target))],
    cells,
    findings,
    ...(canary === undefined ? {} : { canary }),
    ...(plan.assurance === undefined ? {} : { assurance: plan.assurance }),
    skips: plan.skips,
    remarks: [...remarksOf(recording, cells), ...toldOfTolerated(counts, options)],
    leftovers: recording.leftovers,
    phases: recording.phases,
    pods: plan.pods.length,
    apiCalls: recording.apiCalls,
  };
};
