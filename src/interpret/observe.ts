/** A recording becomes observations. Pure: the same recording gives the same observations, today or in a year. */
import type { DestinationObservation, Observation } from '../model/observation.ts';
import { enforcedAt, expectedOf } from '../model/plan.ts';
import type { Destination, PlannedCell } from '../model/plan.ts';
import type { PodLog, PodRecord, Recording } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import { observeDestination } from './destination.ts';
import type { SeenDestination } from './destination.ts';
import type { EvidenceInput } from './evidence.ts';
import type { DialIndex } from './dial-index.ts';
import { indexDials } from './dial-index.ts';
import { finalityOf } from './finality.ts';
import type { Enforcer, Seen } from './finality.ts';
import { indexLogs, interceptedPods } from './logs.ts';
import type { LogIndex } from './logs.ts';
import { whyUnresolved } from './resolved.ts';
import { sinceServed } from './served.ts';
import { alterations, changesTouching, spoil } from './spoilers.ts';
import { heedTwins } from './twins.ts';
import { heedEndpoints } from './virtual.ts';
import { overlaps } from './windows.ts';
import type { Window } from './windows.ts';

/** What of a recording the observations depend on; while a run goes on, the parts that are known so far. */
export type Recorded = Pick<Recording, 'plan' | 'settings' | 'dials' | 'pods' | 'logs' | 'targets' | 'changes' | 'observedUntilMs'>;

export interface ObserveOptions {
  /** Nothing more will come: logs must be whole, and a hold served. While probes run, neither is a flaw. */
  readonly ended: boolean;
}

export const observe = (recorded: Recorded, options: ObserveOptions): Observation[] => {
  const { cells } = recorded.plan;
  const seen = seeEach(recorded, options);
  const observations = seen.map((destinations) => destinations.map(({ observation }) => observation));
  const heeded = heedTwins(cells, heedEndpoints(cells, observations), recorded.settings);
  const all = seen.map((destinations, cell) => destinations.map((one, index): Seen => ({ ...one, observation: heeded[cell]?.[index] ?? one.observation })));
  const mark = finalityOf(all.flat(), recorded.settings);
  return cells.map(({ cell }, index) => ({ cell: cell.id, destinations: (all[index] ?? []).map(mark) }));
};

/** Each destination by its own attempts and evidence. */
const seeEach = (recorded: Recorded, options: ObserveOptions): Seen[][] => {
  const { plan, settings, targets } = recorded;
  const records = new Map(recorded.pods.map((pod) => [keyOf(pod), pod]));
  const nodes = new Map(plan.pods.map((pod) => [keyOf(pod), pod.node]));
  const nodeOf: EvidenceInput['nodeOf'] = (pod) => nodes.get(keyOf(pod));
  const dials = indexDials(recorded.dials, (pod) => (records.get(keyOf(pod))?.altered.length ?? 0) === 0);
  const intercepted = interceptedPods(recorded.dials, recorded.logs);
  const logs = indexLogs(recorded.logs, {
    intercepted,
    responderOf: (pod) => records.get(keyOf(pod))?.responder,
    certified: plan.clusterCa !== undefined,
    ...(recorded.observedUntilMs === undefined ? {} : { untilMs: recorded.observedUntilMs }),
  });
  const stretchesOf = sinceServed(plan, recorded.dials, logs);
  const isSilent = silence(plan.cells, dials, logs);
  const ambiguous = repeated(plan.cells.map(({ cell }) => cell.id));

  return plan.cells.map((planned) =>
    planned.destinations.map((destination, index): Seen => {
      const absent = (reason: string): Seen => ({ observation: notRun(destination.label, reason), enforcers: [], startedMs: 0, knownMs: 0 });
      if (ambiguous.has(planned.cell.id)) return absent('several cells have the same id, so nobody can tell their attempts apart');
      const dial = dials.ofCell(planned.cell.id, index);
      if (dial === undefined) return absent(whyNotDialled(recorded, records, planned, destination.address));
      const record = records.get(keyOf(dial.from));
      if (record?.failure !== undefined) return absent(`the probe pod did not run: ${record.failure}`);
      const log = logs.logOf(dial.from);
      if (options.ended && !log?.whole) return absent(`the probe's log is not whole: ${log?.flaw ?? 'there is none'}`);
      const deafStandIn = dial.answeredBy && whyDeaf(records.get(keyOf(dial.answeredBy)), logs.logOf(dial.answeredBy), options);
      const seen: SeenDestination = observeDestination({
        planned,
        destination,
        dial,
        dials,
        logs,
        targets,
        nodeOf,
        settings,
        stretches: stretchesOf(dial),
        ended: options.ended,
        reachesNothing: (during) => isSilent(planned.cell.source, dial.from, during),
        intercepted: intercepted.has(keyOf(dial.from)),
        ...(deafStandIn === undefined ? {} : { deafStandIn }),
      });
      const spoilers = [...alterations([dial.from, ...(dial.answeredBy ? [dial.answeredBy] : [])], records), ...changesTouching(planned, index, dial, recorded)];
      const startedMs = log?.offsetMs ?? 0;
      const age: Pick<Seen, 'startedMs' | 'knownMs' | 'gentle'> = { startedMs, knownMs: Math.max(startedMs, record?.knownMs ?? 0), ...(dial.style.pace === 'gentle' ? { gentle: true } : {}) };
      return { ...seen, ...age, observation: spoil(seen.observation, spoilers), enforcers: enforcersOf(nodeOf(dial.from), destination), ...denierOf(planned), ...(isAllowed(planned) ? { allowed: true } : {}) };
    }),
  );
};

const enforcersOf = (from: string | undefined, { node, nodes = [] }: Destination): Enforcer[] => [
  ...(from === undefined ? [] : [{ node: from, direction: 'egress' as const }]),
  ...[...(node === undefined ? [] : [node]), ...nodes].filter((name) => name !== '').map((name) => ({ node: name, direction: 'ingress' as const })),
];

/** Where policy itself denies what a person expects to be open, nothing that comes later opens it. What policy leaves open may be. */
const isAllowed = (planned: PlannedCell): boolean => expectedOf(planned) === 'allow' && !(planned.policy?.verdict === 'deny' && planned.policy.basis === 'specified');

/** What two pods that no policy selects do is no enforcer's doing, and what an allow does shows nothing of closing. */
const denierOf = (planned: PlannedCell): Pick<Seen, 'denies'> => {
  const { canary } = planned;
  if (canary === undefined || expectedOf(planned) === 'allow') return {};
  const direction = enforcedAt[canary.direction];
  return direction === undefined ? {} : { denies: { node: canary.node, direction } };
};

const repeated = (ids: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  return new Set(ids.filter((id) => seen.size === seen.add(id).size));
};

/** A stand-in's silence says something only if it lived to the end and its log is whole. */
const whyDeaf = (record: PodRecord | undefined, log: PodLog | undefined, { ended }: ObserveOptions): string | undefined => {
  if (record?.failure !== undefined) return `the stand-in did not run: ${record.failure}`;
  return ended && !log?.whole ? `the stand-in's log is not whole: ${log?.flaw ?? 'there is none'}` : undefined;
};

const notRun = (label: string, reason: string): DestinationObservation => ({
  label,
  address: '',
  state: 'inconclusive',
  doubt: 'not-run',
  reason,
  tally: { attempts: 0, open: 0, last: 'no attempt', firstAttemptMs: 0 },
});

const whyNotDialled = (
  { logs, dials }: Recorded,
  records: ReadonlyMap<string, PodRecord>,
  { cell }: PlannedCell,
  address: PlannedCell['destinations'][number]['address'],
): string => {
  if (typeof address === 'string') return 'its source has no probe pod';
  if ('host' in address) return `the name ${address.host} was not resolved: ${whyUnresolved(logs, dials, address.host, cell.family)}`;
  const failure = records.get(keyOf(address.pod))?.failure;
  return failure === undefined ? `the ${'service' in address ? 'Service' : 'stand-in'} has no address of this family` : `the stand-in did not run: ${failure}`;
};

/** Whether a source that a person allows something reached nothing at all in this time. */
const silence = (cells: readonly PlannedCell[], dials: DialIndex, logs: LogIndex): ((source: string, pod: Named, during: Window) => boolean) => {
  const may = new Set(cells.filter((planned) => expectedOf(planned) === 'allow').map(({ cell }) => cell.source));
  const known = new Map<string, readonly Window[]>();
  const openOf = (pod: Named): readonly Window[] => {
    const key = keyOf(pod);
    const windows = known.get(key) ?? dials.ofCells(pod).flatMap((dial) => logs.stretches(dial).filter(({ answer }) => answer === 'open'));
    known.set(key, windows);
    return windows;
  };
  return (source, pod, during) => may.has(source) && !openOf(pod).some((open) => overlaps(open, during, 0));
};
