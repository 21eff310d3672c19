/** One cell: what a person wants against what the packets did. */
import { inMs } from '../interpret/words.ts';
import { isClosed, mayNotListen } from '../model/closed.ts';
import type { DestinationObservation, Evidence, Observation } from '../model/observation.ts';
import { expectedOf } from '../model/plan.ts';
import type { Liveness, PlannedCell } from '../model/plan.ts';
import type { CellResult, Finding, FindingKind } from '../model/report.ts';
import { causeByPolicy, mismatches, wayOf } from './by-policy.ts';
import { reproduce } from './reproduce.ts';

export interface Judgement {
  readonly result: CellResult;
  readonly findings: readonly Finding[];
}

export interface JudgeOptions {
  /** What a deny must rest on at least. */
  readonly requireEvidence?: 'weak' | 'strong';
}

export const judge = (
  planned: PlannedCell,
  observation: Observation,
  source: { namespace: string; labels: Readonly<Record<string, string>> },
  options: JudgeOptions = {},
): Judgement => {
  const { cell, intent, policy } = planned;
  const found = expectedOf(planned) === 'deny' ? demand(judgeDeny(observation.destinations, planned), observation.destinations, options) : judgeAllow(observation.destinations, planned);
  const result: CellResult = {
    cell,
    ...(intent === undefined ? {} : { intent }),
    ...(policy === undefined ? {} : { policy }),
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
      message: `${sentence(found.status, planned, found.because)}${causeOf(planned, found)}`,
      ...(shown && isReproducible(planned, observation, shown, found.status) ? { reproduce: reproduce(planned, source, shown.address) } : {}),
    });
  }
  return { result, findings: [...findings, ...(isOutdated(observation) ? [] : mismatches(planned, found.status)), ...absences(planned, observation, found.status), ...exposures(planned, observation)] };
};

/** What policy said was asked before something changed under it. */
const isOutdated = ({ destinations }: Observation): boolean => destinations.some(({ doubt }) => doubt === 'changed');

/** A policy that denies closes it, listening or not; one that allows it accuses nobody before somebody is known to listen. */
const causeOf = (planned: PlannedCell, { status, because: [first] }: Found): string => {
  if (status !== 'leak' && status !== 'overblock') return '';
  if (first !== undefined && mayNotListen(first) && planned.policy?.verdict === 'allow') return '';
  return causeByPolicy(planned, status);
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

/** One destination that lets packets through is a leak, however many others hold, unless it may close yet. */
const judgeDeny = (destinations: readonly DestinationObservation[], { cell }: PlannedCell): Found => {
  const open = destinations.filter(({ state, doubt }) => isOpen(state) && doubt === undefined);
  if (open.length > 0) return { status: 'leak', because: open };
  if (destinations.length === 0) return nothingSeen;
  const doubtful = destinations.filter((seen) => seen.state !== 'unreachable' && !isAbsent(seen));
  if (doubtful.length > 0) return { status: 'inconclusive', because: doubtful };
  const held = destinations.filter((seen) => !isAbsent(seen));
  const absent = destinations.filter(isAbsent);
  // A list of addresses outside names all that might be there; the endpoints of a Service, or the nodes, must be.
  return held.length === 0 || (absent.length > 0 && cell.path !== 'direct') ? { status: 'vacuous', because: absent } : { status: 'conforms', evidence: weakest(held), because: [] };
};

/** Nobody is there, not even for an unrestricted pod: of such an address there is nothing to prove. */
const isAbsent = ({ state, doubt }: DestinationObservation): boolean => state === 'inconclusive' && doubt === 'nobody-there';

const isOpen = (state: DestinationObservation['state']): boolean => state === 'reachable' || state === 'intermittent';

/** A deny that held on less than was asked for is not proven. */
const demand = (found: Found, destinations: readonly DestinationObservation[], { requireEvidence }: JudgeOptions): Found =>
  requireEvidence === 'strong' && found.evidence === 'weak' ? { status: 'inconclusive', because: destinations.filter(isWeak).map((seen) => ({ ...seen, reason: whyWeak(seen) })) } : found;

/** Where the target is a stand-in of ours that did not prove itself, the fault is ours and no policy's. */
const isOverblocked = (seen: DestinationObservation, liveness: Liveness | undefined): boolean => isClosed(seen) && !(mayNotListen(seen) && liveness === 'stand-in');

const judgeAllow = (destinations: readonly DestinationObservation[], { cell, destinations: planned }: PlannedCell): Found => {
  if (destinations.length === 0) return nothingSeen;
  const closed = destinations.filter((seen, index) => isOverblocked(seen, planned[index]?.liveness));
  if (closed.length > 0) return { status: 'overblock', because: closed };
  // Of a list of addresses outside some may be nobody's; of a Service's endpoints none may.
  const someReached = cell.path === 'direct' && destinations.some(({ state }) => state === 'reachable');
  const doubtful = destinations.filter((seen) => seen.state !== 'reachable' && !(someReached && isAbsent(seen)));
  return doubtful.length === 0 ? { status: 'conforms', because: [] } : { status: 'inconclusive', because: doubtful };
};

const weakest = (destinations: readonly DestinationObservation[]): 'strong' | 'weak' => (destinations.some(isWeak) ? 'weak' : 'strong');

const weakPremises = ({ evidence }: DestinationObservation): [premise: string, evidence: Evidence][] => Object.entries(evidence ?? {}).filter(([, { strength }]) => strength === 'weak');

const isWeak = (seen: DestinationObservation): boolean => weakPremises(seen).length > 0;

const whyWeak = (seen: DestinationObservation): string =>
  `closed, but the evidence for the ${weakPremises(seen).map(([premise, { by }]) => `${premise} is weak (${by})`).join(', for the ')}; strong would be another source that reaches it at the same time, or a stand-in with its labels`;

const sentence = (kind: Exclude<FindingKind, 'policy-mismatch'>, { cell, destinations }: PlannedCell, because: readonly DestinationObservation[]): string => {
  const way = wayOf(cell);
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
      return `${way} is closed, but nobody is there${share}: ${who}; ${first.reason ?? ''}`;
    case 'inconclusive':
      return `${way} could not be judged${share}: ${who}; ${first.reason ?? attempts}`;
    case 'startup-exposure':
      return `${way} was ${openTime(first)}, then closed: ${who}`;
  }
};

const openTime = ({ exposure, tally }: DestinationObservation): string =>
  `open from ${inMs(exposure?.firstMs ?? 0)} to ${inMs(exposure?.lastMs ?? 0)} of the pod's life (first attempt at ${inMs(tally.firstAttemptMs)}; what came before was invisible)`;

const hint = (seen: DestinationObservation): string => {
  if (mayNotListen(seen)) return `; the target may not be listening: ${seen.reason}`;
  if (seen.doubt === 'source-reaches-nothing') return '; this source reached nothing at all';
  return '';
};

/** A deny that held wherever somebody is, and was vacuous elsewhere. */
const absences = (planned: PlannedCell, { destinations }: Observation, status: CellResult['status']): Finding[] => {
  const absent = destinations.filter(isAbsent);
  if (status !== 'conforms' || expectedOf(planned) !== 'deny' || absent.length === 0) return [];
  return [{ kind: 'vacuous', cell: planned.cell.id, message: sentence('vacuous', planned, absent) }];
};

/** A deny that held in the end, but not from the first packet. */
const exposures = (planned: PlannedCell, observation: Observation): Finding[] => {
  if (expectedOf(planned) !== 'deny') return [];
  const exposed = observation.destinations.filter(({ state, exposure }) => state === 'unreachable' && exposure !== undefined);
  return exposed.length === 0 ? [] : [{ kind: 'startup-exposure', cell: planned.cell.id, message: sentence('startup-exposure', planned, exposed) }];
};
