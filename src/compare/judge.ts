/** One cell: what a person wants against what the packets did. */
import type { DestinationObservation, Doubt, Observation } from '../model/observation.ts';
import type { Liveness, PlannedCell } from '../model/plan.ts';
import type { CellResult, Finding, FindingKind } from '../model/report.ts';
import { reproduce } from './reproduce.ts';

export interface Judgement {
  readonly result: CellResult;
  readonly findings: readonly Finding[];
}

export const judge = (planned: PlannedCell, observation: Observation, source: { namespace: string; labels: Readonly<Record<string, string>> }): Judgement => {
  const { cell, intent } = planned;
  const found = intent.verdict === 'deny' ? judgeDeny(observation.destinations) : judgeAllow(observation.destinations, planned.destinations);
  const result: CellResult = {
    cell,
    intent,
    reality: observation,
    status: found.status,
    ...(found.evidence === undefined ? {} : { evidence: found.evidence }),
  };
  const findings: Finding[] = [];
  if (found.status !== 'conforms') {
    const [shown] = found.because;
    findings.push({
      kind: found.status,
      cell: cell.id,
      message: sentence(found.status, planned, found.because),
      ...(shown && isReproducible(planned, observation, shown, found.status) ? { reproduce: reproduce(planned, source, shown.address) } : {}),
    });
  }
  return { result, findings: [...findings, ...exposures(planned, observation)] };
};

/** A stand-in is gone when a person reads this, and what could not be judged has nothing to show. */
const isReproducible = ({ destinations }: PlannedCell, observation: Observation, shown: DestinationObservation, status: CellResult['status']): boolean =>
  shown.address !== '' && status !== 'inconclusive' && destinations[observation.destinations.indexOf(shown)]?.liveness !== 'stand-in';

interface Found {
  readonly status: CellResult['status'];
  readonly evidence?: 'strong' | 'weak';
  /** The destinations that made it so. */
  readonly because: readonly DestinationObservation[];
}

/** Of nothing anything is true, so nothing follows from it. */
const nothingSeen: Found = { status: 'inconclusive', because: [] };

/** One destination that lets packets through is a leak, however many others hold. */
const judgeDeny = (destinations: readonly DestinationObservation[]): Found => {
  const open = destinations.filter(({ state }) => state === 'reachable' || state === 'intermittent');
  if (open.length > 0) return { status: 'leak', because: open };
  const doubtful = destinations.filter(({ state }) => state === 'inconclusive');
  if (destinations.length === 0) return nothingSeen;
  if (doubtful.length === 0) return { status: 'conforms', evidence: weakest(destinations), because: [] };
  const absent = doubtful.every(({ doubt }) => doubt === 'nobody-there');
  return { status: absent ? 'vacuous' : 'inconclusive', because: doubtful };
};

/** On these doubts the target could not be reached although probe and path lived: for an allow that is what matters. */
const overblocking: ReadonlySet<Doubt> = new Set(['target-not-proven', 'source-reaches-nothing']);

/** Where the target is a stand-in of ours that did not prove itself, the fault is ours and no policy's. */
const isOverblocked = ({ state, doubt }: DestinationObservation, liveness: Liveness | undefined): boolean =>
  state === 'unreachable' || (state === 'inconclusive' && doubt !== undefined && overblocking.has(doubt) && !(doubt === 'target-not-proven' && liveness === 'stand-in'));

/**
 * A lost packet now and then is the network's, not a policy's: an allow stands where at least nine of ten attempts
 * completed, the last among them. The tally keeps what was lost.
 */
const isLossy = ({ state, tally }: DestinationObservation): boolean =>
  state === 'intermittent' && tally.open >= tally.attempts * 0.9 && tally.last.startsWith('connected');

const judgeAllow = (destinations: readonly DestinationObservation[], planned: PlannedCell['destinations']): Found => {
  if (destinations.length === 0) return nothingSeen;
  const closed = destinations.filter((seen, index) => isOverblocked(seen, planned[index]?.liveness));
  if (closed.length > 0) return { status: 'overblock', because: closed };
  const doubtful = destinations.filter((seen) => seen.state !== 'reachable' && !isLossy(seen));
  return doubtful.length === 0 ? { status: 'conforms', because: [] } : { status: 'inconclusive', because: doubtful };
};

const weakest = (destinations: readonly DestinationObservation[]): 'strong' | 'weak' =>
  destinations.some(({ evidence }) => evidence && Object.values(evidence).some(({ strength }) => strength === 'weak')) ? 'weak' : 'strong';

const sentence = (kind: FindingKind, { cell, destinations }: PlannedCell, because: readonly DestinationObservation[]): string => {
  const way = `${cell.source} -> ${cell.target} ${cell.transport}/${cell.port}`;
  const who = because.map((seen) => (seen.address === '' ? seen.label : `${seen.label} at ${seen.address}`)).join(', ');
  const share = destinations.length > 1 ? ` (${because.length} of ${destinations.length} destinations)` : '';
  const [first] = because;
  if (first === undefined) return `${way} could not be judged: nothing was dialled`;
  const attempts = `${first.tally.open} of ${first.tally.attempts} attempts got through, the last: ${first.tally.last}`;
  switch (kind) {
    case 'leak':
      return `${way} must be closed, and is open${share}: ${who}; ${first.reason ?? attempts}`;
    case 'overblock':
      return `${way} must be open, and is closed${share}: ${who}; ${attempts}${hint(first)}`;
    case 'vacuous':
      return `${way} is closed, but nobody is there: ${who}; ${first.reason ?? ''}`;
    case 'inconclusive':
      return `${way} could not be judged${share}: ${who}; ${first.reason ?? attempts}`;
    case 'startup-exposure':
      return `${way} was open for the first ${first.exposure?.lastMs ?? 0} ms of the pod's life, then closed: ${who}`;
  }
};

const hint = (seen: DestinationObservation): string => {
  if (seen.doubt === 'target-not-proven') return `; the target may not be listening: ${seen.reason}`;
  if (seen.doubt === 'source-reaches-nothing') return '; this source reached nothing at all';
  return '';
};

/** A deny that held in the end, but not from the first packet. */
const exposures = (planned: PlannedCell, observation: Observation): Finding[] => {
  if (planned.intent.verdict !== 'deny') return [];
  const exposed = observation.destinations.filter(({ state, exposure }) => state === 'unreachable' && exposure !== undefined);
  return exposed.length === 0 ? [] : [{ kind: 'startup-exposure', cell: planned.cell.id, message: sentence('startup-exposure', planned, exposed) }];
};
