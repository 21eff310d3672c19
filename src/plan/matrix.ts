/** What a matrix asks of a cluster: its cells, its guests, what it leaves out; or all reasons why not. */
import type { Family } from '../../probes/contract.ts';
import { NetproofError } from '../errors.ts';
import { formatOrigin } from '../yaml/document.ts';
import type { Answer, LoadedMatrix } from '../matrix/parse.ts';
import { cellId } from '../model/cell.ts';
import { probeLabel } from '../model/marks.ts';
import type { Plan, PlannedCell, PodPlan, Skip } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { familiesOf } from './families.ts';
import { reviewGuest, toldApart } from './guests.ts';
import type { GuestOptions } from './guests.ts';
import { checkNamespaces } from './namespaces.ts';
import { indexPolicies } from '../policy/policy-index.ts';
import type { Placement } from './placement.ts';
import { policyJudge } from './policy/verdict.ts';
import type { PolicyJudge } from './policy/verdict.ts';
import { splitSkips } from './skips.ts';
import { planSources, tooManyDials } from './sources.ts';
import { createStandInRegistry } from './stand-ins.ts';
import type { CellTemplate } from './targets/resolution.ts';
import { resolveTarget } from './targets/resolve.ts';

export interface MatrixInput {
  readonly loaded: LoadedMatrix;
  readonly snapshot: Snapshot;
  readonly run: string;
  readonly secret: string;
  /** ISO date, against which skips expire. */
  readonly today: string;
  readonly guests: GuestOptions;
  readonly placement: Placement;
}

/** What a matrix contributes to a plan. */
export type MatrixParts = Pick<Plan, 'matrix' | 'families' | 'policies' | 'cells' | 'skips' | 'pods' | 'remarks'>;

/** @throws NetproofError ERR_USAGE with every reason why this matrix cannot be probed in this cluster */
export const planMatrix = (input: MatrixInput): MatrixParts => {
  const { loaded, snapshot, run, secret, placement } = input;
  throwAny(checkNamespaces(loaded, snapshot));

  const { skips, answers, expired } = splitSkips(loaded.answers, input.today);
  const errors = [...expired];
  const families = familiesOf(loaded.matrix.ipFamilies, snapshot);
  const sources = planSources(answers, { loaded, run, secret, placement });
  const standIns = createStandInRegistry(run, secret, placement, 1);
  const remarks: string[] = [];
  const templates = resolveTargets(input, answers, families, standIns.need, { errors, remarks });
  const pods = [...sources, ...standIns.pods()].map((pod) => admitGuest(pod, input, errors));
  const concerned = namespacesOf(pods, [...templates.values()].flat());
  errors.push(...toldApart(snapshot.policies.filter(({ namespace }) => concerned.has(namespace))).map((why) => `${loaded.file}: cannot be probed: ${why}`));
  throwAny(errors);

  const judgePolicy = policyJudge(snapshot, pods, indexPolicies(snapshot));
  const cells = answers.flatMap((answer) => (templates.get(answer.target) ?? []).map((template) => toAnswered(answer, withPolicy(planCell(answer, template), judgePolicy))));
  const { scored, left } = splitUnscored(cells);
  throwAny(tooManyDials(scored, loaded));
  if (scored.length === 0) throw new NetproofError('ERR_USAGE', `${loaded.file}: every cell is skipped: nothing would be probed`);
  const matrix = { name: loaded.matrix.metadata.name, file: loaded.file };
  return { matrix, families, policies: countPolicies(pods, scored, snapshot), cells: scored, skips: [...skips, ...left], pods, remarks: [...(loaded.remarks ?? []), ...remarks] };
};

const throwAny = (errors: readonly string[]): void => {
  if (errors.length > 0) throw new NetproofError('ERR_USAGE', [...new Set(errors)].join('\n'));
};

const planCell = (answer: Answer, { destinations, style, controlDials, ...about }: CellTemplate): PlannedCell => {
  const parts = { source: answer.source, target: answer.target, ...about };
  return {
    cell: { id: cellId(parts), ...parts, origin: answer.origin },
    ...(answer.derived ? {} : { intent: { verdict: answer.expectation === 'allow' ? ('allow' as const) : ('deny' as const), basis: 'specified' as const, deciders: [{ kind: 'intent' as const, origin: answer.origin }] } }),
    style,
    destinations,
    controlDials,
  };
};

const withPolicy = (planned: PlannedCell, judgePolicy: PolicyJudge): PlannedCell => {
  const policy = judgePolicy(planned);
  return policy === undefined ? planned : { ...planned, policy };
};

interface Answered {
  readonly planned: PlannedCell;
  /** Why it is not scored. */
  readonly unscored?: string;
}

/** What a person expects is always scored; what policy says, only where it says the same, and surely, of what will be dialled. */
const toAnswered = ({ derived, expectation }: Answer, planned: PlannedCell): Answered => {
  const { policy } = planned;
  if (derived !== true) return { planned };
  if (policy?.basis !== 'specified') return { planned, unscored: `policy leaves it open: ${policy?.reason ?? 'it was not asked'}` };
  return policy.verdict === expectation ? { planned } : { planned, unscored: 'what policy says depends on which pod is meant' };
};

const splitUnscored = (cells: readonly Answered[]): { readonly scored: PlannedCell[]; readonly left: Skip[] } => {
  const scored = cells.flatMap(({ planned, unscored }) => (unscored === undefined ? [planned] : []));
  const left = cells.flatMap(({ planned: { cell: { source, target, origin } }, unscored: reason }) => (reason === undefined ? [] : [{ source, target, origin, reason }]));
  return { scored, left: [...new Map(left.map((skip) => [JSON.stringify(skip), skip])).values()] };
};

const resolveTargets = (
  { loaded, snapshot }: MatrixInput,
  answers: readonly Answer[],
  families: readonly Family[],
  need: ReturnType<typeof createStandInRegistry>['need'],
  told: { readonly errors: string[]; readonly remarks: string[] },
): Map<string, readonly CellTemplate[]> => {
  const templates = new Map<string, readonly CellTemplate[]>();
  for (const name of new Set(answers.map((answer) => answer.target))) {
    const target = loaded.matrix.targets[name];
    if (target === undefined) continue;
    const resolution = resolveTarget(target, { snapshot, families, standIn: (wanted) => need(name, wanted) });
    if (resolution.error !== undefined) told.errors.push(`${formatOrigin(loaded.originOf(['targets', name]))}: target "${name}": ${resolution.error}`);
    told.remarks.push(...(resolution.remarks ?? []).map((remark) => `target ${name}: ${remark}`));
    templates.set(name, resolution.cells);
  }
  return templates;
};

const admitGuest = (pod: PodPlan, { snapshot, guests, loaded }: MatrixInput, errors: string[]): PodPlan => {
  const review = reviewGuest(pod.namespace, pod.labels, snapshot, guests);
  const section = pod.role === 'source' ? 'sources' : 'targets';
  const [first = ''] = pod.serves;
  for (const refusal of review.refusals) errors.push(`${formatOrigin(loaded.originOf([section, first]))}: ${section}.${first}: cannot run a probe with these labels: ${refusal}`);
  if (Object.hasOwn(pod.labels, probeLabel)) errors.push(`${formatOrigin(loaded.originOf([section, first]))}: ${section}.${first}: the label ${probeLabel} is ours`);
  return review.adoptableBy === undefined ? pod : { ...pod, adoptableBy: review.adoptableBy };
};

/** Of all ends: where a policy may have a say. */
export const namespacesOf = (pods: readonly PodPlan[], cells: readonly Pick<PlannedCell, 'destinations'>[]): ReadonlySet<string> => {
  const targets = cells.flatMap(({ destinations }) => destinations.flatMap((destination) => destination.pods));
  return new Set([...pods, ...targets].map(({ namespace }) => namespace));
};

const countPolicies = (pods: readonly PodPlan[], cells: readonly PlannedCell[], snapshot: Snapshot): number => {
  const namespaces = namespacesOf(pods, cells);
  return snapshot.selecting.filter(({ kind, namespace }) => kind === 'NetworkPolicy' && namespaces.has(namespace)).length;
};
