/** The cells of a plan of which policy is sure, and which would show it if something else were done. */
import type { Witness } from '../../faults/witness.ts';
import { expectedOf } from '../../model/plan.ts';
import type { Destination, PlannedCell, PodPlan } from '../../model/plan.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Decision, DirectionDecision, Question } from '../../policy/decision.ts';
import { evaluate } from '../../policy/evaluate.ts';
import type { PolicyIndex } from '../../policy/policy-index.ts';
import { isInCloud, metadataEndpoints } from '../targets/metadata-endpoints.ts';
import { directoryOf } from './directory.ts';
import { endsOf, plannedEndpoint } from './ends.ts';

/** @param pods of the run, sources and stand-ins */
export const witnessesOf = (cells: readonly PlannedCell[], pods: readonly PodPlan[], snapshot: Snapshot, index: PolicyIndex): Witness[] => {
  const known = directoryOf(snapshot, pods);
  const sources = new Map(pods.flatMap((pod) => (pod.role === 'source' ? pod.serves.map((name) => [name, pod] as const) : [])));
  const isCloud = isInCloud(snapshot);
  return cells.flatMap((planned): Witness[] => {
    if (planned.canary !== undefined) return [canaryWitness(planned, planned.canary)];
    const source = sources.get(planned.cell.source);
    if (source === undefined || planned.policy?.basis !== 'specified' || planned.policy.verdict !== expectedOf(planned)) return [];
    if (!planned.destinations.every((destination) => isAnswered(destination, planned, cells, isCloud))) return [];
    const ends = planned.destinations.flatMap((destination) => endsOf(destination, planned.cell, source, known));
    const { transport: protocol, family } = planned.cell;
    const questions = ends.map((end): Question => ({ ...end, source: plannedEndpoint(source, known.ipsOf(source)), protocol, family }));
    return [{ cell: planned.cell.id, ofCanary: false, ends: questions.map((question) => ({ question, decision: evaluate(question, index) })) }];
  });
};

/** Where nobody answers, what gets through is not seen: a live server counts where the run itself expects to reach it, metadata where a cloud is. */
const isAnswered = ({ address, port, liveness }: Destination, { cell, controlDials }: PlannedCell, cells: readonly PlannedCell[], isCloud: boolean): boolean => {
  if (liveness !== 'reached-only') return true;
  if (cell.path === 'direct') return isCloud || !metadataEndpoints.some((endpoint) => endpoint.address === address);
  return controlDials || cells.some((other) => expectedOf(other) === 'allow' && other.destinations.some((one) => one.address === address && one.port === port));
};

/** Which end decides is known by the question; the other is free, or allowed. */
const canaryWitness = ({ cell, destinations, intent }: PlannedCell, { direction, node, partner }: NonNullable<PlannedCell['canary']>): Witness => {
  const verdict = intent?.verdict ?? 'allow';
  const [from, to] = direction === 'ingress' || direction === 'peers' ? [partner, node] : [node, partner];
  const egress = direction === 'egress' ? said('egress', verdict) : direction === 'peers' ? said('egress', 'allow') : free('egress');
  const ingress = direction === 'ingress' || direction === 'peers' ? said('ingress', verdict) : free('ingress');
  const decision: Decision = { verdict, basis: 'specified', egress, ingress };
  const [address] = destinations.map((destination) => destination.address);
  const through = typeof address === 'object' && 'service' in address ? { through: { kind: 'cluster-ip' as const, ip: '', port: cell.port } } : {};
  const question: Question = { source: podOn(from), target: podOn(to), port: cell.port, protocol: cell.transport, family: cell.family, ...through };
  return { cell: cell.id, ofCanary: true, ends: [{ question, decision }] };
};

const podOn = (node: string): Question['source'] => ({ kind: 'pod', namespace: '', labels: {}, ports: [], ips: [], hostNetwork: false, node });

const said = (direction: DirectionDecision['direction'], verdict: DirectionDecision['verdict']): DirectionDecision => ({ direction, verdict, basis: 'specified', policies: [{ namespace: '', name: 'canary' }], rules: [] });
const free = (direction: DirectionDecision['direction']): DirectionDecision => ({ direction, verdict: 'allow', basis: 'specified', policies: [], rules: [] });
