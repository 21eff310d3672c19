import type { Family, Listen, Speak } from '../../probes/contract.ts';
import type { Assurance } from './assurance.ts';
import type { Cell, Transport } from './cell.ts';
import type { ContainerPort, Labels, Named } from './snapshot.ts';
import type { Origin, Verdict } from './verdict.ts';

/**
 * What a pod of ours is there for. Source and stand-in wear foreign labels; the controls, and the one that resolves host
 * names before anybody dials, live in a namespace of our own.
 */
export const podRoles = ['source', 'stand-in', 'control-source', 'control-stand-in', 'resolver'] as const;
export type PodRole = (typeof podRoles)[number];

/** One pod that a run creates. */
export interface PodPlan extends Named {
  readonly role: PodRole;
  /** The matrix' name of the source, or the names of the targets that the stand-in serves. */
  readonly serves: readonly string[];
  readonly labels: Labels;
  readonly node: string;
  readonly listen: readonly Listen[];
  /** Ports that have a name: rules may know them by it. */
  readonly ports?: readonly ContainerPort[];
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

/** The address of a Service that the run makes, and the pod of ours that it leads to. */
export interface VirtualAddress {
  readonly service: Named;
  readonly pod: Named;
}

/** One address behind a cell. A Service with three endpoints is one cell with three destinations. */
export interface Destination {
  /** Known at once, or (for a pod or a Service of ours) once it is there, or (for a host name) once it is resolved. */
  readonly address: string | { readonly pod: Named } | { readonly host: string } | VirtualAddress;
  readonly port: number;
  /** The live pods behind the address: one for a pod's own, the ready endpoints for a Service's. */
  readonly pods: readonly (Named & { readonly uid: string })[];
  /** The node on which the destination lives, where it is one of the cluster's. */
  readonly node?: string;
  /** The nodes of all endpoints behind a ClusterIP: the way leads to any of them. */
  readonly nodes?: readonly string[];
  /** The Service that leads there, whose endpoints must stay the same. */
  readonly service?: Named;
  /** The endpoints behind a virtual address are not chosen by chance: many connects may all meet the same one. */
  readonly sticky?: boolean;
  /** What a virtual address leads to: connects to it count against each of these servers. */
  readonly backends?: readonly { readonly address: string; readonly port: number }[];
  readonly liveness: Liveness;
  /** Where readiness watches the port: how long the kubelet may take to notice that it closed. */
  readonly blindMs?: number;
  /** What a person would call it. */
  readonly label: string;
}

/** How a cell's destinations are dialled. */
export interface DialStyle {
  readonly prober: 'tcp' | 'udp' | 'dns' | 'http';
  readonly speak: Speak;
  /** Of the HTTP prober: one request, whose status line is all that is looked at. */
  readonly http?: HttpStyle;
  /** How often, see `plan/pace.ts`. All but gentle dialling goes only to responders of ours. */
  readonly pace: 'fast' | 'steady' | 'slow' | 'sparse' | 'gentle';
}

export interface HttpStyle {
  readonly scheme: 'http' | 'https';
  readonly path: string;
  /** Check the served certificate against the cluster's CA, so that one knows who answered. */
  readonly trustCluster: boolean;
}

export interface PlannedCell {
  readonly cell: Cell;
  /** What a person, or the canary, expects; absent where only policy is asked. */
  readonly intent?: Verdict;
  /** What the NetworkPolicies say; absent where they were not asked. */
  readonly policy?: Verdict;
  readonly style: DialStyle;
  readonly destinations: readonly Destination[];
  /** The unrestricted control sources dial the same address: for what lies outside, and for Services of the system. */
  readonly controlDials: boolean;
  /** Asked by the canary, not by the matrix. */
  readonly canary?: CanaryQuestion;
}

/** What the packets are held against: what a person, or the canary, expects; where nobody does, what policy says. */
export const expectedOf = ({ intent, policy }: Pick<PlannedCell, 'intent' | 'policy'>): Verdict['verdict'] => (intent ?? policy)?.verdict ?? 'deny';

/** What a cell of the canary asks: whose policy decides, where, and on which way. */
export interface CanaryQuestion {
  /** The pod that dials; a control source is one, too. */
  readonly from: Named;
  /** Whose enforcer decides. */
  readonly node: string;
  /** The node at the other end. */
  readonly partner: string;
  /**
   * Which of the canary's two policies decides. `peers`: ingress, too, of pods that no rule names, on a way that egress
   * allows. `none`: neither, between pods that no policy selects.
   */
  readonly direction: 'ingress' | 'egress' | 'peers' | 'none';
}

/** At which end policy decides: the question of unnamed peers is one of ingress, too. */
export const enforcedAt = { ingress: 'ingress', peers: 'ingress', egress: 'egress', none: undefined } as const satisfies Record<CanaryQuestion['direction'], string | undefined>;

/** What the canary needs besides pods: a namespace with two policies, and a Service before each server of ours. */
export interface CanaryPlan {
  readonly namespace: string;
  readonly nodes: readonly string[];
  readonly services: readonly CanaryService[];
}

export interface CanaryService extends Named {
  readonly selector: Labels;
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
  /** What a reader of the report must know, in sentences: what was left out, what policy cannot promise. */
  readonly remarks: readonly string[];
  /** Absent where it is switched off. */
  readonly canary?: CanaryPlan;
  /** What of all that could be wrong these cells would show; absent where nobody asked what policies say. */
  readonly assurance?: Assurance;
  /** The cluster's own CA (PEM), by which the API server is known again. */
  readonly clusterCa?: string;
  /** The cluster's DNS, where a host name has to be resolved. */
  readonly dnsServer?: string;
}

/** What a dial is for. */
export type DialPurpose =
  /** Everything that this one dial tells of: several cells may lead to the same server, which is dialled once. */
  | { readonly kind: 'cell'; readonly cells: readonly { readonly cell: string; readonly destination: number }[] }
  /** The control source reaches the control stand-in of `node`, by `path`. */
  | { readonly kind: 'path'; readonly path: 'pod-ip' | 'cluster-ip'; readonly node?: string }
  /** The control source dials the same address as a cell. */
  | { readonly kind: 'reach'; readonly address: string; readonly port: number }
  /** The resolver asks the cluster's DNS for a host name. */
  | { readonly kind: 'resolve'; readonly host: string }
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
  /** How many attempts at most, where the server is not ours. */
  readonly budget?: number;
  /** The stand-in that answers this dial, where one does. */
  readonly answeredBy?: Named;
}
