/** Matrix and snapshot become a plan: every cell, every pod, every node without proof; or all reasons why not. */
import type { Family } from '../../probes/contract.ts';
import { NetproofError } from '../errors.ts';
import { formatOrigin } from '../yaml/document.ts';
import type { Answer, LoadedMatrix } from '../matrix/parse.ts';
import { cellId } from '../model/cell.ts';
import type { Plan, PlannedCell, PodPlan } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { controlPods, resolverPods } from './controls.ts';
import { familiesOf } from './families.ts';
import { hostsOf } from './hosts.ts';
import { probeLabel } from '../model/marks.ts';
import { reviewGuest } from './guests.ts';
import type { GuestOptions } from './guests.ts';
import { checkNamespaces } from './namespaces.ts';
import { remarksOnOtherPolicies } from './other-policies.ts';
import { usableNodes } from './placement.ts';
import { tooLongPlans } from './plan-size.ts';
import { splitSkips } from './skips.ts';
import { planSources, tooManyDials } from './sources.ts';
import { createStandInRegistry } from './stand-ins.ts';
import type { CellTemplate } from './targets/resolution.ts';
import { findDnsService } from './targets/dns.ts';
import { resolveTarget } from './targets/resolve.ts';

export interface PlanInput {
  readonly loaded: LoadedMatrix;
  readonly snapshot: Snapshot;
  readonly run: string;
  readonly secret: string;
  /** ISO date, against which skips expire. */
  readonly today: string;
  readonly controlNamespace: string;
  readonly guests: GuestOptions;
}

/** @throws NetproofError ERR_USAGE with every reason why this matrix cannot be probed in this cluster */
export const planRun = (input: PlanInput): Plan => {
  const { loaded, snapshot, run, secret } = input;
  const errors: string[] = [...checkNamespaces(loaded, snapshot)];
  const placement = usableNodes(snapshot);
  if (placement.usable.length === 0) errors.push(`no node can take a probe: ${placement.unusable.map(({ node, reason }) => `${node} ${reason}`).join('; ') || 'none is known'}`);
  if (errors.length > 0) throw new NetproofError('ERR_USAGE', errors.join('\n'));

  const { skips, answers, expired } = splitSkips(loaded.answers, input.today);
  errors.push(...expired);
  const families = familiesOf(loaded, snapshot);
  const sources = planSources(answers, { loaded, run, secret, placement });
  const standIns = createStandInRegistry(run, secret, placement, 1);
  const remarks: string[] = [...remarksOnOtherPolicies(snapshot.otherPolicies), ...remarksOnNodes(snapshot)];
  const templates = resolveTargets(input, answers, families, standIns.need, { errors, remarks });
  const pods = [...sources, ...standIns.pods()].map((pod) => admitGuest(pod, input, errors));
  if (errors.length > 0) throw new NetproofError('ERR_USAGE', [...new Set(errors)].join('\n'));

  const cells = answers.flatMap((answer) => (templates.get(answer.target) ?? []).map((template) => planCell(answer, template)));
  errors.push(...tooManyDials(cells, loaded));
  if (errors.length > 0) throw new NetproofError('ERR_USAGE', errors.join('\n'));
  if (cells.length === 0) throw new NetproofError('ERR_USAGE', `${loaded.file}: every cell is skipped: nothing would be probed`);
  const ours = { run, secret, namespace: input.controlNamespace, cells, sources, placement };
  const plan: Plan = {
    run,
    matrix: { name: loaded.matrix.metadata.name, file: loaded.file },
    families,
    policies: countPolicies(pods, cells, snapshot),
    controlNamespace: input.controlNamespace,
    cells,
    skips,
    pods: [...pods, ...controlPods(ours), ...resolverPods(ours)],
    uncovered: placement.unusable,
    ...trustOf(cells, snapshot, remarks),
    ...dnsOf(cells, snapshot),
  };
  const tooLong = tooLongPlans(plan, loaded);
  if (tooLong.length > 0) throw new NetproofError('ERR_USAGE', tooLong.join('\n'));
  return plan;
};

/** With rights in namespaces only, a node without a pod there does not exist for us. */
const remarksOnNodes = ({ nodes }: Snapshot): string[] => {
  const seen = nodes.filter(({ fromPods }) => fromPods);
  return seen.length === 0 ? [] : [`nodes may not be listed: only those are known on which a pod was seen (${seen.map(({ name }) => name).join(', ')})`];
};

/** By what the API server is known again, where it is a target; or the remark that it is not. */
const trustOf = (cells: readonly PlannedCell[], { clusterCa }: Snapshot, remarks: readonly string[]): Pick<Plan, 'clusterCa' | 'remarks'> => {
  if (!cells.some(({ style }) => style.http?.trustCluster)) return { remarks };
  if (clusterCa !== undefined) return { remarks, clusterCa };
  return { remarks: [...remarks, "the API server's certificate is not checked: ConfigMap default/kube-root-ca.crt cannot be read"] };
};

/** Whom the resolver asks. */
const dnsOf = (cells: readonly PlannedCell[], snapshot: Snapshot): Pick<Plan, 'dnsServer'> => {
  const dnsServer = hostsOf({ cells }).length > 0 ? findDnsService(snapshot)?.clusterIps[0] : undefined;
  return dnsServer === undefined ? {} : { dnsServer };
};

const planCell = (answer: Answer, { destinations, style, controlDials, ...about }: CellTemplate): PlannedCell => {
  const parts = { source: answer.source, target: answer.target, ...about };
  return {
    cell: { id: cellId(parts), ...parts, origin: answer.origin },
    intent: {
      verdict: answer.expectation === 'allow' ? 'allow' : 'deny',
      basis: 'specified',
      deciders: [{ kind: 'intent', origin: answer.origin }],
    },
    style,
    destinations,
    controlDials,
  };
};

const resolveTargets = (
  { loaded, snapshot }: PlanInput,
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

const admitGuest = (pod: PodPlan, { snapshot, guests, loaded }: PlanInput, errors: string[]): PodPlan => {
  const review = reviewGuest(pod.namespace, pod.labels, snapshot, guests);
  const section = pod.role === 'source' ? 'sources' : 'targets';
  const [first = ''] = pod.serves;
  for (const refusal of review.refusals) errors.push(`${formatOrigin(loaded.originOf([section, first]))}: ${section}.${first}: cannot run a probe with these labels: ${refusal}`);
  if (Object.hasOwn(pod.labels, probeLabel)) errors.push(`${formatOrigin(loaded.originOf([section, first]))}: ${section}.${first}: the label ${probeLabel} is ours`);
  return review.adoptableBy === undefined ? pod : { ...pod, adoptableBy: review.adoptableBy };
};

const countPolicies = (pods: readonly PodPlan[], cells: readonly PlannedCell[], snapshot: Snapshot): number => {
  const targets = cells.flatMap(({ destinations }) => destinations.flatMap((destination) => destination.pods));
  const namespaces = new Set([...pods, ...targets].map(({ namespace }) => namespace));
  return snapshot.selecting.filter(({ kind, namespace }) => kind === 'NetworkPolicy' && namespaces.has(namespace)).length;
};
