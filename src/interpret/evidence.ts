/** The three premises of a deny: in the window in which nothing got through, probe, path and target were alive. */
import type { Evidence } from '../model/observation.ts';
import type { Destination, DialPlan, PlannedCell } from '../model/plan.ts';
import type { TargetRecord } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import type { DialIndex } from './dial-index.ts';
import type { LogIndex } from './logs.ts';
import { overlaps } from './stretches.ts';
import type { Stretch, Window } from './stretches.ts';

export interface EvidenceInput {
  readonly planned: PlannedCell;
  readonly destination: Destination;
  readonly dial: DialPlan;
  readonly window: Window;
  readonly dials: DialIndex;
  readonly logs: LogIndex;
  readonly targets: readonly TargetRecord[];
  /** Where each pod of ours runs. */
  readonly nodeOf: (pod: Named) => string | undefined;
}

const none = (by: string): Evidence => ({ strength: 'none', by });
const strong = (by: string): Evidence => ({ strength: 'strong', by });

/**
 * The kubelet reached the probe's control port. A node may always reach its own pods (Kubernetes documentation,
 * "Network Policies": traffic to and from the node where a Pod runs is always allowed), so this proves interface and
 * way back even for a source that may send nowhere.
 */
export const probeEvidence = ({ dial, logs, window }: EvidenceInput): Evidence =>
  logs.accepts(dial.from).some((accepted) => overlaps(accepted, window))
    ? strong("the kubelet's probe was accepted")
    : none("the kubelet's probe did not arrive, so the pod may have had no network");

/** The unrestricted control source on the source's node got through, the same way and to the same node. */
export const pathEvidence = (input: EvidenceInput): Evidence => {
  const { planned, destination, dial, dials, logs, window, nodeOf } = input;
  if (planned.controlDials) return reachEvidence(input);
  const node = nodeOf(dial.from);
  const path = planned.cell.path === 'cluster-ip' ? 'cluster-ip' : 'pod-ip';
  const controls = dials.paths.filter(
    (candidate) =>
      candidate.purpose.kind === 'path' &&
      candidate.purpose.path === path &&
      (path === 'cluster-ip' || candidate.purpose.node === destination.node) &&
      candidate.transport === dial.transport &&
      candidate.family === dial.family &&
      nodeOf(candidate.from) === node,
  );
  const way = path === 'cluster-ip' ? 'to the control Service' : `to node ${destination.node ?? '?'}`;
  if (controls.length === 0) return none(`no control pair covers the way from node ${node ?? '?'} ${way}`);
  return controls.some((control) => isOpenIn(logs.stretches(control), window))
    ? strong(`the control source on ${node} got through ${way}`)
    : none(`not even the control source on ${node} got through ${way}`);
};

/** The target answered somebody on this very port at that time. */
export const targetEvidence = (input: EvidenceInput): Evidence => {
  const { destination, dial, dials, logs, window, targets } = input;
  const other = dials.to(dial).find((candidate) => candidate.id !== dial.id && isOpenIn(logs.stretches(candidate), window));
  if (other) return strong(`${keyOf(other.from)} reached it`);
  if (dial.answeredBy) return standInEvidence(dial.answeredBy, input);
  if (destination.liveness === 'readiness') {
    const held = destination.pods.filter((pod) => targets.some((target) => target.uid === pod.uid && target.readyThroughout));
    const [first] = held;
    if (first) return { strength: 'weak', by: `the readiness probe of ${keyOf(first)} on this port held throughout` };
    return none('its readiness probe on this port did not hold throughout');
  }
  return none('nobody reached this port in the same time, and no readiness probe watches it');
};

const standInEvidence = (pod: Named, { dial, logs, window }: EvidenceInput): Evidence => {
  const protocol = dial.transport === 'TCP' ? 'tcp' : 'udp';
  if (!isOpenIn(logs.selfStretches(pod, protocol, dial.port, dial.family), window)) {
    return none('the stand-in did not answer its own dial on this port');
  }
  return logs.accepts(pod).some((accepted) => overlaps(accepted, window))
    ? strong("the stand-in answered its own dial on this port and the kubelet's probe")
    : none("the stand-in answered itself, but the kubelet's probe did not arrive");
};

const reachEvidence = ({ dial, dials, logs, window, nodeOf }: EvidenceInput): Evidence => {
  const node = nodeOf(dial.from);
  const control = controlReaching(dial, dials, nodeOf);
  if (control === undefined) return none(`no control source covers node ${node ?? '?'}`);
  return isOpenIn(logs.stretches(control), window)
    ? strong(`the control source on ${node} reached it`)
    : none(`not even the control source on ${node} reached it`);
};

/** The control source's dial to the same address, from the same node. */
export const controlReaching = (dial: DialPlan, dials: DialIndex, nodeOf: EvidenceInput['nodeOf']): DialPlan | undefined =>
  dials.to(dial).find((candidate) => candidate.purpose.kind === 'reach' && nodeOf(candidate.from) === nodeOf(dial.from));

/**
 * Whether a control got through in this window, and had not stopped getting through before its end. Single failures
 * are loss and say nothing; three in a row at the end say that it died while we watched.
 */
export const isOpenIn = (stretches: readonly Stretch[], window: Window): boolean => {
  const answered = stretches.filter((stretch) => stretch.answer !== 'unclear' && stretch.fromMs <= window.toMs);
  const last = answered.at(-1);
  const died = last?.answer === 'closed' && last.attempts >= 3;
  return !died && answered.some((stretch) => stretch.answer === 'open' && overlaps(stretch, window));
};
