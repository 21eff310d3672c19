/** The pods of the world as probes: what each is told, and what it is told to dial. Pure. */
import { contractVersion } from '../../../probes/contract.ts';
import type { Dial, ProbePlan } from '../../../probes/contract.ts';
import type { WorldCell } from '../../conformance/world/cells.ts';
import type { Instance } from '../../conformance/world/instances.ts';
import { namespaceOf, portsOf, servedPorts } from '../../conformance/world/world.ts';
import type { NamespaceKey } from '../../conformance/world/world.ts';
import type { PodPlan } from '../../model/plan.ts';
import type { Labels } from '../../model/snapshot.ts';
import { podName, unguessable } from '../../plan/names.ts';
import { controlPort, responderId } from '../../plan/probe-plan.ts';
import type { BatteryRun } from './context.ts';

/** A pod of the world as it is now; it may be another one later. */
export interface Member {
  readonly instance: Instance;
  readonly pod: PodPlan;
  /** Counts up whenever the instance becomes another pod. */
  readonly generation: number;
  readonly ips: readonly string[];
}

const listen = [...servedPorts.TCP.map((port) => ({ protocol: 'tcp' as const, port })), ...servedPorts.UDP.map((port) => ({ protocol: 'udp' as const, port }))];

/** @param suffix tells pods of the same instance apart */
export const worldPod = ({ id, secret }: BatteryRun, instance: Instance, names: Readonly<Record<NamespaceKey, string>>, labels: Labels, suffix: string): PodPlan => {
  const namespace = names[namespaceOf(instance.key)];
  const name = podName(id, `${secret} ${instance.label} ${suffix}`, { role: 'source', namespace, labels, node: instance.node });
  return { namespace, name, role: 'source', serves: [instance.label], labels, node: instance.node, listen, ports: portsOf(instance.key), gated: false };
};

export const worldProbe = ({ id, secret }: BatteryRun, pod: PodPlan, lifeMs: number, dials: readonly Dial[] = []): ProbePlan => ({
  contract: contractVersion,
  run: id,
  pod: pod.name,
  responder: responderId(secret, pod),
  controlPort,
  listen: pod.listen,
  selfDial: true,
  dials,
  takesOrders: true,
  lifeMs,
});

/**
 * Attempts at pods of ours answer within milliseconds; the slowest of thousands took 83 (see docs/measurements.md). At the
 * quickest pace an attempt waits 158 ms: what a deny shows is known early enough that the next change is in force before the
 * next attempt. Where everything is slow, the pace is.
 */
const timeoutOf = (periodMs: number): number => Math.min(Math.round(0.35 * periodMs), longestTimeoutMs);
const longestTimeoutMs = 1500;

/** A dial is known by its way, by the address it leads to, and by its pace. */
export const dialId = (index: number, generation: number, { periodMs, phaseMs }: Beat): string => `c${index}.${generation}.${periodMs}.${phaseMs}`;

/** When a dial makes its attempts: once in so long, and so long after a full period of the clock; ms. */
export interface Beat {
  readonly periodMs: number;
  readonly phaseMs: number;
}

/** Sets dial one after the other, not all at once; and so do the cells of one where they are spread. */
export const phaseOf = (set: number, cell: number, periodMs: number): number => Math.round(((set * 0.37 + cell * goldenRatio) * periodMs) % periodMs);

/** Its multiples lie nearly evenly, also where some of them are left out. */
const goldenRatio = 0.618;

/** The dial of one cell. */
export const worldDial = ({ secret }: BatteryRun, { way }: WorldCell, { id, address, port, periodMs, phaseMs }: Beat & { readonly id: string; readonly address: string; readonly port: number }): Dial => {
  const nonce = unguessable(secret, `nonce ${id} ${address}`);
  const base = { id, address, port, timeoutMs: timeoutOf(periodMs), pausesMs: [periodMs], repeat: true, phaseMs, nonce };
  return way.transport === 'TCP' ? { ...base, prober: 'tcp', speak: 'echo' } : { ...base, prober: 'udp' };
};
