/** Matrix and snapshot become a plan: every cell, every pod, every node without proof; or all reasons why not. */
import type { Family } from '../../probes/contract.ts';
import { NetproofError } from '../errors.ts';
import { formatOrigin } from '../matrix/document.ts';
import type { Answer, LoadedMatrix } from '../matrix/parse.ts';
import { cellId } from '../model/cell.ts';
import type { Expectation } from '../matrix/schema.ts';
import type { Plan, PlannedCell, PodPlan, Skip } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { controlPods } from './controls.ts';
import { probeLabel, reviewGuest } from './guests.ts';
import type { GuestOptions } from './guests.ts';
import { podName } from './names.ts';
import { nodeFor, usableNodes } from './placement.ts';
import { createStandInRegistry } from './stand-ins.ts';
import type { CellTemplate } from './targets/resolution.ts';
import { familyOf } from './targets/resolution.ts';
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
  if (placement.usable.length === 0) errors.push(`no node can take a probe: ${placement.unusable.map(({ node, reason }) => `${node} ${reason}`).join('; ') || 'there is none'}`);
  if (errors.length > 0) throw new NetproofError('ERR_USAGE', errors.join('\n'));

  const { skips, answers, expired } = splitSkips(loaded.answers, input.today);
  errors.push(...expired);
  const families = familiesOf(loaded, snapshot);
  const sources = planSources(input, answers, placement);
  const standIns = createStandInRegistry(run, secret, placement, 1);
  const templates = resolveTargets(input, answers, families, standIns.need, errors);
  const pods = [...sources, ...standIns.pods()].map((pod) => admitGuest(pod, input, errors));
  if (errors.length > 0) throw new NetproofError('ERR_USAGE', [...new Set(errors)].join('\n'));

  const cells = answers.flatMap((answer) => (templates.get(answer.target) ?? []).map((template) => planCell(answer, template)));
  if (cells.length === 0) throw new NetproofError('ERR_USAGE', `${loaded.file}: every cell is skipped: nothing would be probed`);
  const controls = controlPods({ run, secret, namespace: input.controlNamespace, cells, sources, placement });
  return {
    run,
    matrix: { name: loaded.matrix.metadata.name, file: loaded.file },
    families,
    controlNamespace: input.controlNamespace,
    cells,
    skips,
    pods: [...pods, ...controls],
    uncovered: placement.unusable,
    remarks: remarksOn(families, snapshot),
  };
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

/** A misspelt namespace must be told before anything is created. */
const checkNamespaces = ({ matrix, originOf }: LoadedMatrix, snapshot: Snapshot): string[] => {
  const used: { namespace: string; path: string[] }[] = [
    ...Object.entries(matrix.sources).map(([name, source]) => ({ namespace: source.namespace, path: ['sources', name, 'namespace'] })),
    ...Object.entries(matrix.targets).flatMap(([name, target]) => {
      if ('pods' in target) return [{ namespace: target.pods.namespace, path: ['targets', name, 'pods', 'namespace'] }];
      if ('standIn' in target) return [{ namespace: target.standIn.namespace, path: ['targets', name, 'standIn', 'namespace'] }];
      if ('service' in target) return [{ namespace: target.service.namespace, path: ['targets', name, 'service', 'namespace'] }];
      return [];
    }),
  ];
  return used.flatMap(({ namespace, path }) => {
    const found = snapshot.namespaces.find((candidate) => candidate.name === namespace);
    if (found === undefined) return [`${formatOrigin(originOf(path))}: namespace "${namespace}" does not exist`];
    return found.terminating ? [`${formatOrigin(originOf(path))}: namespace "${namespace}" is being deleted`] : [];
  });
};

const splitSkips = (answers: readonly Answer[], today: string): { skips: Skip[]; answers: Answer[]; expired: string[] } => {
  const skips: Skip[] = [];
  const kept: Answer[] = [];
  const expired: string[] = [];
  for (const answer of answers) {
    const { expectation, origin, source, target } = answer;
    if (typeof expectation === 'string') kept.push(answer);
    else if (expectation.until !== undefined && expectation.until < today) {
      expired.push(`${formatOrigin(origin)}: the skip of ${source} -> ${target} expired on ${expectation.until}: answer allow or deny, or renew it`);
    } else skips.push({ source, target, reason: reasonOf(expectation), origin });
  }
  return { skips, answers: kept, expired };
};

/** A waiver is listed with its expiry date, where it has one. */
const reasonOf = ({ skip, until }: Exclude<Expectation, string>): string => (until === undefined ? skip : `${skip} (until ${until})`);

const familiesOf = ({ matrix }: LoadedMatrix, snapshot: Snapshot): Family[] => {
  if (matrix.ipFamilies) return matrix.ipFamilies.map((family) => (family === 'IPv4' ? 4 : 6));
  const kubernetes = snapshot.services.find((service) => service.namespace === 'default' && service.name === 'kubernetes');
  return [familyOf(kubernetes?.clusterIps[0] ?? '0.0.0.0')];
};

/** A dual-stack cluster has a second way in; who does not look there should know it. */
const remarksOn = (families: readonly Family[], snapshot: Snapshot): string[] => {
  const present = new Set(snapshot.pods.flatMap((pod) => pod.ips.map(familyOf)));
  return [...present]
    .filter((family) => !families.includes(family))
    .map((family) => `pods here also have IPv${family} addresses, which this matrix does not probe: ipFamilies: [IPv4, IPv6] does`);
};

const planSources = ({ loaded, run, secret }: PlanInput, answers: readonly Answer[], placement: ReturnType<typeof usableNodes>): PodPlan[] => {
  const needed = new Set(answers.map((answer) => answer.source));
  return Object.entries(loaded.matrix.sources)
    .filter(([name]) => needed.has(name))
    .map(([name, { namespace, labels }], index) => {
      const node = nodeFor(placement, index);
      return {
        namespace,
        // Two names for the same labels are two rows of the matrix, and each has a pod of its own.
        name: podName(`${run} ${name}`, secret, { role: 'source', namespace, labels, node }),
        role: 'source' as const,
        serves: [name],
        labels,
        node,
        listen: [],
        gated: true,
      };
    });
};

const resolveTargets = (
  { loaded, snapshot }: PlanInput,
  answers: readonly Answer[],
  families: readonly Family[],
  need: ReturnType<typeof createStandInRegistry>['need'],
  errors: string[],
): Map<string, readonly CellTemplate[]> => {
  const templates = new Map<string, readonly CellTemplate[]>();
  for (const name of new Set(answers.map((answer) => answer.target))) {
    const target = loaded.matrix.targets[name];
    if (target === undefined) continue;
    const resolution = resolveTarget(target, { snapshot, families, standIn: (wanted) => need(name, wanted) });
    if (resolution.error !== undefined) errors.push(`${formatOrigin(loaded.originOf(['targets', name]))}: target "${name}": ${resolution.error}`);
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
