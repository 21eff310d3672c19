import type { Family, Listen, Speak } from '../../probes/contract.ts';
import type { Cell, Transport } from './cell.ts';
import type { Labels, Named } from './snapshot.ts';
import type { Origin, Verdict } from './verdict.ts';

/** What a pod of ours is there for. Source and stand-in wear foreign labels; the controls live in a namespace of our own. */
export type PodRole = 'source' | 'stand-in' | 'control-source' | 'control-stand-in';

/** One pod that a run creates. */
export interface PodPlan extends Named {
  readonly role: PodRole;
  /** The matrix' name of the source, or the names of the targets that the stand-in serves. */
  readonly serves: readonly string[];
  readonly labels: Labels;
  readonly node: string;
  readonly listen: readonly Listen[];
  /** Must never become ready, because it wears labels that a Service may select. */
  readonly gated: boolean;
  /** The owner reference needs `controller: true`, because this controller would adopt the pod otherwise. */
  readonly adoptableBy?: string;
}

/** Why a target may be taken for alive, besides somebody reaching it in the same window. */
export type Liveness =
  /** A responder of ours: its own dial and the kubelet's probe. */
  | 'stand-in'
  /** A live pod with a readiness probe on the very port. */
  | 'readiness'
  /** Nothing but another source, or the unrestricted control source, that reached it. */
  | 'reached-only';

/** One address behind a cell. A Service with three endpoints is one cell with three destinations. */
export interface Destination {
  /** Known at once, or (for a pod of ours) once it runs. */
  readonly address: string | { readonly pod: Named };
  readonly port: number;
  /** The live pods behind the address: one for a pod's own, the ready endpoints for a Service's. */
  readonly pods: readonly (Named & { readonly uid: string })[];
  /** The node on which the destination lives, where it is one of the cluster's. */
  readonly node?: string;
  /** The nodes of all endpoints behind a ClusterIP: the way leads to any of them. */
  readonly nodes?: readonly string[];
  /** The Service that leads there, whose endpoints must stay the same. */
  readonly service?: Named;
  readonly liveness: Liveness;
  /** What a person would call it. */
  readonly label: string;
}

/** How a cell's destinations are dialled. */
export interface DialStyle {
  readonly prober: 'tcp' | 'udp' | 'dns';
  readonly speak: Speak;
  /** Fast dialling goes only to responders of ours. */
  readonly pace: 'fast' | 'gentle';
}

export interface PlannedCell {
  readonly cell: Cell;
  readonly intent: Verdict;
  readonly style: DialStyle;
  readonly destinations: readonly Destination[];
  /** The unrestricted control sources dial the same address: for what lies outside, and for Services of the system. */
  readonly controlDials: boolean;
}

/** What the matrix leaves out on purpose; listed in every report. */
export interface Skip {
  readonly source: string;
  readonly target: string;
  readonly reason: string;
  readonly origin: Origin;
}

/** Everything that a run will do, decided before anything is created. */
export interface Plan {
  readonly run: string;
  readonly matrix: { readonly name: string; readonly file: string };
  readonly families: readonly Family[];
  /** NetworkPolicies in the namespaces concerned: where there is none, nothing can be ignored. */
  readonly policies: number;
  readonly controlNamespace: string;
  readonly cells: readonly PlannedCell[];
  readonly skips: readonly Skip[];
  readonly pods: readonly PodPlan[];
  /** Nodes without a control pair, and why: cells there cannot be proven. */
  readonly uncovered: readonly { readonly node: string; readonly reason: string }[];
  readonly remarks: readonly string[];
}

/** What a dial is for. */
export type DialPurpose =
  | { readonly kind: 'cell'; readonly cell: string; readonly destination: number }
  /** The control source reaches the control stand-in of `node`, by `path`. */
  | { readonly kind: 'path'; readonly path: 'pod-ip' | 'cluster-ip'; readonly node?: string }
  /** The control source dials the same address as a cell. */
  | { readonly kind: 'reach'; readonly address: string; readonly port: number }
  /** An address that nobody has: whoever connects met an interceptor. */
  | { readonly kind: 'decoy' };

/** One line of a probe's plan, and what it means to us; the probe itself learns only the address. */
export interface DialPlan {
  readonly id: string;
  readonly from: Named;
  readonly purpose: DialPurpose;
  readonly style: DialStyle;
  readonly transport: Transport;
  readonly family: Family;
  readonly address: string;
  readonly port: number;
  readonly nonce: string;
  /** The stand-in that answers this dial, where one does. */
  readonly answeredBy?: Named;
}
