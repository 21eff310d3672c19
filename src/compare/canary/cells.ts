/** What the canary asked becomes what it found: one row for each connection, without addresses and names of pods. */
import type { OutcomeKind } from '../../../probes/contract.ts';
import { judge } from '../judge.ts';
import { streakIndex } from '../remarks/streaks.ts';
import type { Observation } from '../../model/observation.ts';
import { enforcedAt, expectedOf } from '../../model/plan.ts';
import type { CanaryQuestion, PlannedCell } from '../../model/plan.ts';
import type { Recording } from '../../model/recording.ts';
import type { CanaryCell } from '../../model/report.ts';
import { keyOf } from '../../model/snapshot.ts';
import type { Named } from '../../model/snapshot.ts';

type Asked = PlannedCell & { readonly canary: CanaryQuestion };

export const isAsked = (planned: PlannedCell): planned is Asked => planned.canary !== undefined;

/** Ways that this cluster does not have, such as a second family, are left out. */
export const canaryCellsOf = (recording: Recording, observations: ReadonlyMap<string, Observation>): CanaryCell[] => {
  const { plan, dials } = recording;
  const dialled = new Set(dials.flatMap(({ purpose }) => (purpose.kind === 'cell' ? purpose.cells.map(({ cell }) => cell) : [])));
  const asked = plan.cells.filter(isAsked);
  const present = new Set(asked.filter(({ cell }) => dialled.has(cell.id)).map(wayOf));
  const [primary] = plan.families;
  const seen = asked.filter((planned) => present.has(wayOf(planned)) || planned.cell.family === primary);
  const rejected = rejectedCells(recording);
  return seen.map((planned) => canaryCell(recording, planned, observations.get(planned.cell.id), rejected));
};

const wayOf = ({ cell: { path, family } }: PlannedCell): string => `${path} ${family}`;

const canaryCell = (recording: Recording, planned: Asked, found: Observation | undefined, rejected: ReadonlySet<string>): CanaryCell => {
  const { cell, canary } = planned;
  const [seen] = found?.destinations ?? [];
  const { state, reason } = stateOf(planned, found);
  return {
    node: canary.node,
    partner: canary.partner,
    direction: canary.direction,
    placement: canary.node === canary.partner ? 'same-node' : 'cross-node',
    transport: cell.transport,
    path: cell.path,
    family: cell.family,
    verdict: expectedOf(planned),
    state,
    ...(reason === undefined ? {} : { reason }),
    attempts: seen?.tally.attempts ?? 0,
    through: seen?.tally.open ?? 0,
    rejected: state === 'closed' && rejected.has(cell.id),
    ...(state === 'closed' && seen?.exposure !== undefined ? { openUntilMs: seen.exposure.lastMs + olderBy(recording, planned) } : {}),
    ...(seen?.openedAfterMs === undefined ? {} : { openedAfterMs: seen.openedAfterMs }),
  };
};

const saysNo = ({ kind }: { readonly kind: OutcomeKind }): boolean => kind === 'refused' || kind === 'reset' || kind === 'icmp-unreachable';

/** Those of which any attempt was answered with a no: kernels limit how often they say it. */
const rejectedCells = (recording: Recording): ReadonlySet<string> => {
  const streaks = streakIndex(recording);
  return new Set(recording.dials.flatMap((dial) => (dial.purpose.kind === 'cell' && streaks(dial).some(saysNo) ? dial.purpose.cells.map(({ cell }) => cell) : [])));
};

type State = Pick<CanaryCell, 'state' | 'reason'>;

const stateOf = (planned: Asked, found: Observation | undefined): State => {
  const [seen] = found?.destinations ?? [];
  if (found === undefined || seen === undefined) return { state: 'unknown', reason: 'nothing was dialled' };
  const { status } = judge(planned, found, { namespace: '', labels: {} }).result;
  if (seen.state === 'intermittent' && seen.doubt === undefined) return { state: 'now-and-then' };
  if (status === 'leak' || (status === 'conforms' && expectedOf(planned) === 'allow')) return { state: 'open' };
  if (status === 'overblock') return { state: 'closed' };
  if (status !== 'conforms') return { state: 'unknown', reason: seen.reason ?? 'it could not be judged' };
  return { state: 'closed' };
};

/** Times are counted from the dialler's first instruction; a server that policy selects had started before. */
const olderBy = ({ logs }: Recording, { canary: { direction, from }, destinations: [destination] }: Asked): number => {
  const address = destination?.address;
  if (enforcedAt[direction] !== 'ingress' || typeof address !== 'object' || !('pod' in address)) return 0;
  const startOf = (pod: Named): number | undefined => logs.find((log) => keyOf(log) === keyOf(pod))?.offsetMs;
  return Math.round((startOf(from) ?? 0) - (startOf(address.pod) ?? startOf(from) ?? 0));
};
