/** A recording becomes observations. Pure: the same recording gives the same observations, today or in a year. */
import type { DestinationObservation, Doubt, Observation } from '../model/observation.ts';
import type { DialPlan, PlannedCell } from '../model/plan.ts';
import type { Change, Recording } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import { observeDestination } from './destination.ts';
import type { EvidenceInput } from './evidence.ts';
import type { DialIndex } from './dial-index.ts';
import { indexDials } from './dial-index.ts';
import { indexLogs, interceptedPods } from './logs.ts';

/** What of a recording the observations depend on; while a run goes on, the parts that are known so far. */
export type Recorded = Pick<Recording, 'plan' | 'settings' | 'dials' | 'pods' | 'logs' | 'targets' | 'changes' | 'observedUntilMs'>;

export interface ObserveOptions {
  /** While the probes still run, a log without its end is no flaw. */
  readonly requireWholeLogs: boolean;
}

export const observe = (recorded: Recorded, options: ObserveOptions): Observation[] => {
  const { plan, settings, pods, targets } = recorded;
  const dials = indexDials(recorded.dials);
  const intercepted = interceptedPods(recorded.dials, recorded.logs);
  const logs = indexLogs(recorded.logs, intercepted, recorded.observedUntilMs);
  const nodes = new Map(plan.pods.map((pod) => [keyOf(pod), pod.node]));
  const nodeOf: EvidenceInput['nodeOf'] = (pod) => nodes.get(keyOf(pod));
  const silentSources = findSilentSources(plan.cells, dials, (dial) => logs.stretches(dial).some((stretch) => stretch.answer === 'open'));

  return plan.cells.map((planned) => ({
    cell: planned.cell.id,
    destinations: planned.destinations.map((destination, index) => {
      const dial = dials.ofCell(planned.cell.id, index);
      if (dial === undefined) return notRun(destination.label, whyNotDialled(recorded, destination.address));
      const record = pods.find((pod) => keyOf(pod) === keyOf(dial.from));
      if (record?.failure !== undefined) return notRun(destination.label, `the probe pod did not run: ${record.failure}`);
      const log = logs.logOf(dial.from);
      if (options.requireWholeLogs && !log?.whole) return notRun(destination.label, `the probe's log is not whole: ${log?.flaw ?? 'there is none'}`);
      const seen = observeDestination({
        planned,
        destination,
        dial,
        dials,
        logs,
        targets,
        nodeOf,
        settings,
        reachesNothing: silentSources.has(planned.cell.source),
        intercepted: intercepted.has(keyOf(dial.from)),
      });
      return spoil(seen, [...alterations(record?.altered, dial, recorded), ...changesTouching(planned, index, dial, recorded)]);
    }),
  }));
};

const notRun = (label: string, reason: string): DestinationObservation => ({
  label,
  address: '',
  state: 'inconclusive',
  doubt: 'not-run',
  reason,
  tally: { attempts: 0, open: 0, last: 'no attempt', firstAttemptMs: 0 },
});

const whyNotDialled = ({ pods }: Recorded, address: PlannedCell['destinations'][number]['address']): string => {
  if (typeof address === 'string') return 'its source has no probe pod';
  const failure = pods.find((pod) => keyOf(pod) === keyOf(address.pod))?.failure;
  return failure === undefined ? 'the stand-in has no address of this family' : `the stand-in did not run: ${failure}`;
};

/** Sources that a person allows something, and that reached nothing at all. */
const findSilentSources = (cells: readonly PlannedCell[], dials: DialIndex, reached: (dial: DialPlan) => boolean): ReadonlySet<string> => {
  const may = new Set(cells.filter(({ intent }) => intent.verdict === 'allow').map(({ cell }) => cell.source));
  const does = new Set(
    cells
      .filter(({ cell, destinations }) => destinations.some((_, index) => {
        const dial = dials.ofCell(cell.id, index);
        return dial !== undefined && reached(dial);
      }))
      .map(({ cell }) => cell.source),
  );
  return new Set([...may].filter((source) => !does.has(source)));
};

interface Spoiler {
  readonly doubt: Doubt;
  readonly reason: string;
}

/** A premise that fell away turns any answer into none: what was seen stays in the tally. */
const spoil = (seen: DestinationObservation, [spoiler]: readonly Spoiler[]): DestinationObservation =>
  spoiler === undefined ? seen : { ...seen, state: 'inconclusive', doubt: spoiler.doubt, reason: spoiler.reason };

const alterations = (altered: readonly string[] | undefined, dial: DialPlan, { pods }: Recorded): Spoiler[] => {
  const responder = dial.answeredBy && pods.find((pod) => keyOf(pod) === keyOf(dial.answeredBy as Named));
  return [...(altered ?? []), ...(responder?.altered ?? [])].map((what) => ({
    doubt: 'altered',
    reason: `admission changed a probe pod, so it is not the guest that was asked for: ${what}`,
  }));
};

const changesTouching = (planned: PlannedCell, index: number, dial: DialPlan, { changes, plan }: Recorded): Spoiler[] => {
  const destination = planned.destinations[index];
  const namespaces = new Set([dial.from.namespace, ...(dial.answeredBy ? [dial.answeredBy.namespace] : []), ...(destination?.pods ?? []).map((pod) => pod.namespace)]);
  const nodes = new Set([destination?.node, plan.pods.find((pod) => keyOf(pod) === keyOf(dial.from))?.node]);
  const touches = (change: Change): boolean => {
    switch (change.what) {
      case 'policy':
      case 'namespace-labels':
        return namespaces.has(change.namespace ?? '');
      case 'target-pod':
        return (destination?.pods ?? []).some((pod) => pod.namespace === change.namespace && pod.name === change.name);
      case 'endpoints':
        return (planned.cell.path === 'cluster-ip' || planned.cell.path === 'endpoint') && namespaces.has(change.namespace ?? '');
      case 'node':
        return nodes.has(change.name);
    }
  };
  return changes.filter(touches).map((change) => ({ doubt: 'changed', reason: `${describeChange(change)} while packets flew` }));
};

export const describeChange = ({ what, namespace, name, detail }: Change): string =>
  `${what.replace('-', ' ')} ${namespace === undefined ? name : `${namespace}/${name}`} ${detail}`;
