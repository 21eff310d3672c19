/** What every kind of target comes down to: addresses to dial, and how. */
import type { Family } from '../../../probes/contract.ts';
import { familyOf } from '../../policy/ip-block.ts';
import type { Path, Transport } from '../../model/cell.ts';
import type { Destination, DialStyle } from '../../model/plan.ts';
import type { Labels, Named, PodState, Snapshot } from '../../model/snapshot.ts';

/** A cell without its source. */
export interface CellTemplate {
  readonly transport: Transport;
  readonly port: number;
  readonly path: Path;
  readonly family: Family;
  readonly style: DialStyle;
  readonly destinations: readonly Destination[];
  readonly controlDials: boolean;
}

/** A responder that has to exist before anybody dials. */
export interface StandInNeed {
  readonly namespace: string;
  readonly labels: Labels;
  readonly transport: Transport;
  readonly port: number;
  /** What rules may call the port. */
  readonly name?: string;
}

export interface Resolution {
  readonly cells: readonly CellTemplate[];
  /** Why nothing can be dialled. An empty selection is an error, never a pass. */
  readonly error?: string;
  /** What a reader of the report must know of this target: what was left out, what policy cannot promise. */
  readonly remarks?: readonly string[];
}

export interface ResolveContext {
  readonly snapshot: Snapshot;
  readonly families: readonly Family[];
  /** The pod of ours that will serve this need. */
  readonly standIn: (need: StandInNeed) => Named & { readonly node: string };
}

export const failed = (error: string): Resolution => ({ cells: [], error });

/** Pods that can answer: running, with an address, not on their way out. */
export const isLive = (pod: PodState): boolean => pod.running && !pod.terminating && pod.ips.length > 0;

export interface Dialled {
  readonly family: Family;
  readonly transport: Transport;
  readonly port: number;
}

/** The kubelet probes by TCP and the pod's first address only, so readiness says nothing about UDP and the other family. */
const readinessOf = (pod: PodState, address: string, { transport, port }: Dialled): Pick<Destination, 'liveness' | 'blindMs'> => {
  const watched = transport === 'TCP' && address === pod.ips[0] ? pod.readiness.find((probe) => probe.port === port) : undefined;
  return watched === undefined ? { liveness: 'reached-only' } : { liveness: 'readiness', blindMs: watched.blindMs };
};

/** A live pod's addresses of one family, ready to be dialled. */
export const podDestinations = (pods: readonly PodState[], dialled: Dialled): Destination[] =>
  pods.flatMap((pod) =>
    pod.ips
      .filter((ip) => familyOf(ip) === dialled.family)
      .map((address) => ({
        address,
        port: dialled.port,
        pods: [{ namespace: pod.namespace, name: pod.name, uid: pod.uid }],
        node: pod.node,
        ...readinessOf(pod, address, dialled),
        label: `${pod.namespace}/${pod.name}`,
      })),
  );
