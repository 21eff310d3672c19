/** A recording becomes observations. Pure: the same recording gives the same observations, today or in a year. */
import type { DestinationObservation, Doubt, Observation } from '../model/observation.ts';
import type { DialPlan, PlannedCell } from '../model/plan.ts';
import type { Change, PodLog, PodRecord, Recording } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import { observeDestination } from './destination.ts';
import type { EvidenceInput } from './evidence.ts';
import type { DialIndex } from './dial-index.ts';
import { indexDials } from './dial-index.ts';
import { indexLogs, interceptedPods } from './logs.ts';
import type { LogIndex } from './logs.ts';
import { overlaps } from './windows.ts';
import type { Window } from './windows.ts';

/** What of a recording the observations depend on; while a run goes on, the parts that are known so far. */
export type Recorded = Pick<Recording, 'plan' | 'settings' | 'dials' | 'pods' | 'logs' | 'targets' | 'changes' | 'observedUntilMs'>;

export interface ObserveOptions {
  /** While the probes still run, a log without its end is no flaw. */
  readonly requireWholeLogs: boolean;
}

export const observe = (recorded: Recorded, options: ObserveOptions): Observation[] => {
  const { plan, settings, targets } = recorded;
  const records = new Map(recorded.pods.map((pod) => [keyOf(pod), pod]));
  const nodes = new Map(plan.pods.map((pod) => [keyOf(pod), pod.node]));
  const nodeOf: EvidenceInput['nodeOf'] = (pod) => nodes.get(keyOf(pod));
  const dials = indexDials(recorded.dials, (pod) => (records.get(keyOf(pod))?.altered.length ?? 0) === 0);
  const intercepted = interceptedPods(recorded.dials, recorded.logs);
  const logs = indexLogs(recorded.logs, {
    intercepted,
    responderOf: (pod) => records.get(keyOf(pod))?.responder,
    ...(recorded.observedUntilMs === undefined ? {} : { untilMs: recorded.observedUntilMs }),
  });
  const isSilent = silence(plan.cells, dials, logs);
  const ambiguous = repeated(plan.cells.map(({ cell }) => cell.id));

  return plan.cells.map((planned) => ({
    cell: planned.cell.id,
    destinations: planned.destinations.map((destination, index) => {
      if (ambiguous.has(planned.cell.id)) return notRun(destination.label, 'several cells have the same id, so nobody can tell their attempts apart');
      const dial = dials.ofCell(planned.cell.id, index);
      if (dial === undefined) return notRun(destination.label, whyNotDialled(records, destination.address));
      const record = records.get(keyOf(dial.from));
      if (record?.failure !== undefined) return notRun(destination.label, `the probe pod did not run: ${record.failure}`);
      const log = logs.logOf(dial.from);
      if (options.requireWholeLogs && !log?.whole) return notRun(destination.label, `the probe's log is not whole: ${log?.flaw ?? 'there is none'}`);
      const deafStandIn = dial.answeredBy && whyDeaf(records.get(keyOf(dial.answeredBy)), logs.logOf(dial.answeredBy), options);
      const seen = observeDestination({
        planned,
        destination,
        dial,
        dials,
        logs,
        targets,
        nodeOf,
        settings,
        reachesNothing: (during) => isSilent(planned.cell.source, dial.from, during),
        intercepted: intercepted.has(keyOf(dial.from)),
        ...(deafStandIn === undefined ? {} : { deafStandIn }),
      });
      return spoil(seen, [...alterations([dial.from, ...(dial.answeredBy ? [dial.answeredBy] : [])], records), ...changesTouching(planned, index, dial, recorded)]);
    }),
  }));
};

type PodRecords = ReadonlyMap<string, PodRecord>;

const repeated = (ids: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  return new Set(ids.filter((id) => seen.size === seen.add(id).size));
};

/** A stand-in's silence says something only if it lived to the end and its log is whole. */
const whyDeaf = (record: PodRecord | undefined, log: PodLog | undefined, { requireWholeLogs }: ObserveOptions): string | undefined => {
  if (record?.failure !== undefined) return `the stand-in did not run: ${record.failure}`;
  return requireWholeLogs && !log?.whole ? `the stand-in's log is not whole: ${log?.flaw ?? 'there is none'}` : undefined;
};

const notRun = (label: string, reason: string): DestinationObservation => ({
  label,
  address: '',
  state: 'inconclusive',
  doubt: 'not-run',
  reason,
  tally: { attempts: 0, open: 0, last: 'no attempt', firstAttemptMs: 0 },
});

const whyNotDialled = (records: PodRecords, address: PlannedCell['destinations'][number]['address']): string => {
  if (typeof address === 'string') return 'its source has no probe pod';
  if ('host' in address) return `the name ${address.host} was not resolved`;
  const failure = records.get(keyOf(address.pod))?.failure;
  return failure === undefined ? 'the stand-in has no address of this family' : `the stand-in did not run: ${failure}`;
};

/** Whether a source that a person allows something reached nothing at all in this time. */
const silence = (cells: readonly PlannedCell[], dials: DialIndex, logs: LogIndex): ((source: string, pod: Named, during: Window) => boolean) => {
  const may = new Set(cells.filter(({ intent }) => intent.verdict === 'allow').map(({ cell }) => cell.source));
  const known = new Map<string, readonly Window[]>();
  const openOf = (pod: Named): readonly Window[] => {
    const key = keyOf(pod);
    const windows = known.get(key) ?? dials.ofCells(pod).flatMap((dial) => logs.stretches(dial).filter(({ answer }) => answer === 'open'));
    known.set(key, windows);
    return windows;
  };
  return (source, pod, during) => may.has(source) && !openOf(pod).some((open) => overlaps(open, during, 0));
};

interface Spoiler {
  readonly doubt: Doubt;
  readonly reason: string;
}

/** A premise that fell away turns any answer into none: what was seen stays in the tally. */
const spoil = (seen: DestinationObservation, [spoiler]: readonly Spoiler[]): DestinationObservation =>
  spoiler === undefined ? seen : { ...seen, state: 'inconclusive', doubt: spoiler.doubt, reason: spoiler.reason };

const alterations = (pods: readonly Named[], records: PodRecords): Spoiler[] =>
  pods
    .flatMap((pod) => records.get(keyOf(pod))?.altered ?? [])
    .map((what) => ({ doubt: 'altered', reason: `admission changed a probe pod, so it is not the guest that was asked for: ${what}` }));

const changesTouching = (planned: PlannedCell, index: number, dial: DialPlan, { changes, plan }: Recorded): Spoiler[] => {
  if (changes.length === 0) return [];
  const destination = planned.destinations[index];
  const namespaces = new Set([dial.from.namespace, ...(dial.answeredBy ? [dial.answeredBy.namespace] : []), ...(destination?.pods ?? []).map((pod) => pod.namespace)]);
  const nodes = new Set([destination?.node, ...(destination?.nodes ?? []), plan.pods.find((pod) => keyOf(pod) === keyOf(dial.from))?.node]);
  const touches = (change: Change): boolean => {
    switch (change.what) {
      case 'policy':
      case 'namespace-labels':
        return namespaces.has(change.namespace ?? '');
      case 'other-policy':
        return change.namespace === undefined || namespaces.has(change.namespace);
      case 'target-pod':
        return (destination?.pods ?? []).some((pod) => pod.namespace === change.namespace && pod.name === change.name);
      case 'endpoints':
        return destination?.service?.namespace === change.namespace && destination?.service?.name === change.name;
      case 'node':
        return nodes.has(change.name);
      case 'unread':
        return true;
    }
  };
  return changes.filter(touches).map((change) => ({ doubt: 'changed', reason: `${describeChange(change)} while packets flew` }));
};

export const describeChange = ({ what, namespace, name, detail }: Change): string =>
  what === 'unread' ? `${name} ${detail}` : `${what.replace('-', ' ')} ${namespace === undefined ? name : `${namespace}/${name}`} ${detail}`;
