/** The canary's part of a report. */
import { indexLogs } from '../../interpret/logs.ts';
import type { Observation } from '../../model/observation.ts';
import type { Recording } from '../../model/recording.ts';
import type { CanaryReport } from '../../model/report.ts';
import { canaryCellsOf } from './cells.ts';
import { diagnose } from './diagnose.ts';

export const reportCanary = (recording: Recording, observations: ReadonlyMap<string, Observation>): CanaryReport | undefined => {
  const { canary } = recording.plan;
  if (canary === undefined) return undefined;
  const cells = canaryCellsOf(recording, observations);
  return { diagnosis: diagnose(cells, { unheard: unheardOn(canary.nodes, recording) }), nodes: canary.nodes, cells };
};

/** Nodes whose canary pods spoke, while none of them was reached by its kubelet. */
const unheardOn = (nodes: readonly string[], { plan, logs }: Recording): string[] => {
  const { accepts, logOf } = indexLogs(logs, { intercepted: new Set(), responderOf: () => undefined });
  return nodes.filter((node) => {
    const spoke = plan.pods.filter((pod) => pod.node === node && pod.role !== 'resolver' && (logOf(pod)?.records.length ?? 0) > 0);
    return spoke.length > 0 && spoke.every((pod) => accepts(pod).length === 0);
  });
};
