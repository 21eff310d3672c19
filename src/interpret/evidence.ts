/** The three premises of a deny: in the window in which nothing got through, probe, path and target were alive. */
import type { Path } from '../model/cell.ts';
import type { Evidence } from '../model/observation.ts';
import type { Destination, DialPlan, PlannedCell } from '../model/plan.ts';
import type { TargetRecord } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import type { DialIndex } from './dial-index.ts';
import type { LogIndex } from './logs.ts';
import { inSeconds } from './words.ts';
import { hasDied, sightingsOf } from './sightings.ts';
import { overlaps } from './windows.ts';
import type { Window } from './windows.ts';
import { firstSeen, seenWith } from './witnesses.ts';

export interface EvidenceInput {
  readonly planned: PlannedCell;
  readonly destination: Destination;
  readonly dial: DialPlan;
  /** The time in which nothing got through. */
  readonly window: Window;
  /** The parts of it in which all premises looked at so far held. */
  readonly held: readonly Window[];
  /** Whether enough attempts fall into a part of the window. */
  readonly isEnough: (part: Window) => boolean;
  /** Whether one of the attempts that got nowhere began at about the same time. */
  readonly coincides: (sighting: Window) => boolean;
  readonly dials: DialIndex;
  readonly logs: LogIndex;
  readonly targets: readonly TargetRecord[];
  /** Where each pod of ours runs. */
  readonly nodeOf: (pod: Named) => string | undefined;
  /** How long the run goes on watching after it has settled; gentle dials spread their attempts over it. */
  readonly holdMs: number;
}

/** A premise, and in which parts of the window it held together with those before it. */
export interface Premise {
  readonly evidence: Evidence;
  readonly held: readonly Window[];
}

const missing = (by: string, { held }: EvidenceInput): Premise => ({ evidence: { strength: 'none', by }, held });
const proven = (by: string, held: readonly Window[]): Premise => ({ evidence: { strength: 'strong', by }, held });

/**
 * The kubelet reached the probe's control port. A node may always reach its own pods (Kubernetes documentation,
 * "Network Policies": traffic to and from the node where a Pod runs is always allowed), so this proves interface and
 * way back even for a source that may send nowhere.
 */
export const probeEvidence = (input: EvidenceInput): Premise => {
  const accepts = input.logs.accepts(input.dial.from);
  const came = accepts.some((accepted) => overlaps(accepted, input.window));
  const held = came ? seenWith(input, [...accepts, ...ownExchanges(input)]) : undefined;
  if (held) return proven("the kubelet's probe was accepted", held);
  return missing(
    accepts.length > 0 ? "the kubelet's probe did not arrive throughout, so the pod may have lost its network" : "the kubelet's probe did not arrive, so the pod may have had no network",
    input,
  );
};

/** What this very pod got through elsewhere shows, between two knocks of the kubelet, that it had not lost its network. */
const ownExchanges = ({ dial, dials, logs }: EvidenceInput): Window[] =>
  dials.ofCells(dial.from).flatMap((other) => logs.stretches(other).flatMap(({ answer, pieces }) => (answer === 'open' ? [...pieces] : [])));

/** A node's own ports have rules of their own on that node; no way to a pod tells whether they are there. */
const onlyByItself: ReadonlySet<Path> = new Set(['node-port', 'node', 'node-local', 'direct']);

/** The unrestricted control source on the source's node got through, the same way and to the same node. */
export const pathEvidence = (input: EvidenceInput): Premise => {
  const { planned, destination } = input;
  if (planned.controlDials) return reachEvidence(input);
  if (onlyByItself.has(planned.cell.path)) return missing('no control source dials this address, and no other way is the same', input);
  if (planned.cell.path !== 'cluster-ip') return wayEvidence(input, 'pod-ip', destination.node);
  // The control Service shows that kube-proxy works; whether the nodes behind this one can be reached is another matter.
  return (destination.nodes ?? []).reduce<Premise>(
    (premise, node) => (premise.evidence.strength === 'none' ? premise : wayEvidence({ ...input, held: premise.held }, 'pod-ip', node)),
    wayEvidence(input, 'cluster-ip', undefined),
  );
};

/** One stretch of the way: to the control Service, or to the control stand-in of a node. */
const wayEvidence = (input: EvidenceInput, path: 'cluster-ip' | 'pod-ip', to: string | undefined): Premise => {
  const { dial, dials, nodeOf } = input;
  const node = nodeOf(dial.from);
  const controls = dials.paths.filter(
    (candidate) =>
      candidate.purpose.kind === 'path' &&
      candidate.purpose.path === path &&
      (path === 'cluster-ip' || (to !== undefined && candidate.purpose.node === to)) &&
      candidate.transport === dial.transport &&
      candidate.family === dial.family &&
      node !== undefined &&
      nodeOf(candidate.from) === node,
  );
  const way = path === 'cluster-ip' ? 'to the control Service' : `to node ${to || '?'}`;
  if (controls.length === 0) return missing(`no control pair covers the way from node ${node ?? '?'} ${way}`, input);
  const held = firstSeen(controls, input);
  return held
    ? proven(`the control source on ${node} got through ${way}`, held.during)
    : missing(`the control source on ${node} did not get through ${way} throughout`, input);
};

/** The target answered somebody on this very port at that time. */
export const targetEvidence = (input: EvidenceInput): Premise => {
  const { destination, dial, dials, held, targets } = input;
  const other = firstSeen(dials.to(dial), input, (candidate) => keyOf(candidate.from) !== keyOf(dial.from));
  if (other) return proven(`${keyOf(other.dial.from)} reached it`, other.during);
  if (dial.answeredBy) return standInEvidence(dial.answeredBy, input);
  if (destination.liveness === 'readiness') {
    // Behind a Service only some pods may have a probe on this port: one that never wavers may have none at all.
    const [first, ...more] = destination.pods;
    const steady = destination.pods.every((pod) => targets.some((target) => target.uid === pod.uid && target.readyThroughout));
    if (first === undefined || !steady) return missing('its readiness probe on this port did not hold throughout', input);
    const whose = more.length === 0 ? keyOf(first) : `${keyOf(first)} and ${more.length} more`;
    return { evidence: { strength: 'weak', by: `the readiness probe of ${whose} on this port held throughout: ${howBlind(destination)}` }, held };
  }
  return missing('nobody reached this port in the same time, and no readiness probe watches it', input);
};

const howBlind = ({ blindMs }: Destination): string =>
  `the kubelet checks it, which notices a dead port ${blindMs === undefined ? 'late' : `only after up to ${inSeconds(blindMs)}`}`;

/** Of a responder's dial to its own address, which no network loses. */
const selfFailures = 3;

const standInEvidence = (pod: Named, input: EvidenceInput): Premise => {
  const { dial, logs, window } = input;
  const own = logs.selfStretches(pod, dial.transport === 'TCP' ? 'tcp' : 'udp', dial.port, dial.family);
  const answering = hasDied(own, window, selfFailures) ? undefined : seenWith(input, sightingsOf(own));
  if (answering === undefined) return missing('the stand-in did not answer its own dial on this port throughout', input);
  const held = seenWith({ ...input, held: answering }, logs.accepts(pod));
  return held
    ? proven("the stand-in answered its own dial on this port and the kubelet's probe", held)
    : missing("the stand-in answered itself, but the kubelet's probe did not arrive throughout", input);
};

const reachEvidence = (input: EvidenceInput): Premise => {
  const { dial, dials, nodeOf } = input;
  const node = nodeOf(dial.from) ?? '?';
  const control = controlReaching(dial, dials, nodeOf);
  if (control === undefined) return missing(`no control source covers node ${node}`, input);
  const held = firstSeen([control], input);
  return held ? proven(`the control source on ${node} reached it`, held.during) : missing(`the control source on ${node} did not reach it throughout`, input);
};

/** The control source's dial to the same address, from the same node. */
export const controlReaching = (dial: DialPlan, dials: DialIndex, nodeOf: EvidenceInput['nodeOf']): DialPlan | undefined => {
  const node = nodeOf(dial.from);
  return dials.to(dial).find(({ purpose, from }) => purpose.kind === 'reach' && node !== undefined && nodeOf(from) === node);
};
