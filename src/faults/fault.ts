/**
 * How enforcement fails, as changes of the policy engine: a policy is read as another one, or what is decided is not what
 * is done. Everything else about the engine stays as it is.
 */
import type { Family } from '../../probes/contract.ts';
import type { Direction, NetworkPolicy } from '../model/network-policy.ts';
import type { Labels } from '../model/snapshot.ts';
import type { Question } from '../policy/decision.ts';
import type { Endpoint, PodEndpoint } from '../policy/endpoint.ts';

/** What policy says at one end: nothing isolates it, a rule lets the connection through, or none does. */
export type State = 'open' | 'allowed' | 'denied';
export type States = Readonly<Record<Direction, State>>;

/** A connection as an enforcer meets it. */
export type Meeting = Pick<Question, 'source' | 'target' | 'port' | 'protocol' | 'through'> & { readonly family: Family };

/** One policy, read as others: none where it is overlooked, several where any of them may allow. */
export interface Misreading {
  /** Where in the policy: `ingress rule 1, peer 2`; empty for all of it. */
  readonly at: string;
  readonly as: readonly NetworkPolicy[];
  /** A direction in which no other policy has a say any more. */
  readonly alone?: Direction;
  /** The connections for which it is read so; if not given, all. */
  readonly only?: (meeting: Meeting) => boolean;
}

/** What is done instead of what was decided. */
export type Misenforcement = (states: States, meeting: Meeting) => States;

/** Whether an end is a pod for which the broken enforcer works. */
export type IsHere = (end: Endpoint) => boolean;

/** What a model may know of the cluster besides the policy that it misreads. */
export interface Setting {
  readonly policies: readonly NetworkPolicy[];
  /** Those that live there, and those that may come with a run. */
  readonly pods: readonly PodEndpoint[];
  readonly namespaces: readonly { readonly name: string; readonly labels: Labels }[];
  /** Whether all pods of a namespace are known. */
  readonly knows: (namespace: string) => boolean;
}

/** One way to be wrong, and where that may be. */
export type Variant = { readonly does: string } & (
  | { readonly kind: 'misreads'; readonly misreadings: (policy: NetworkPolicy, setting: Setting) => readonly Misreading[] }
  | { readonly kind: 'misenforces'; readonly per: 'node' | 'class'; readonly misenforce: (isHere: IsHere) => Misenforcement }
  /** No connection of a standing cluster shows it, for this reason. */
  | { readonly kind: 'unseen'; readonly because: string }
);

export interface FaultModel {
  readonly name: string;
  readonly does: string;
  readonly variants: Readonly<Record<string, Variant>>;
}

/** A fault at one place. */
export type Fault = FaultName & (
  | { readonly kind: 'misread'; readonly policy: NetworkPolicy; readonly misreading: Misreading }
  | { readonly kind: 'misenforced'; readonly per: 'node' | 'class'; readonly misenforce: Misenforcement }
);

export interface FaultName {
  readonly model: string;
  readonly variant: string;
  /** `shop/web ingress rule 1`, `node node-1`, `pods of shop.web`. */
  readonly place: string;
  /** The one that it has to do with, if there is one. */
  readonly namespace?: string;
}

/** `FM-EXCEPT:a` */
export const faultName = ({ model, variant }: Pick<FaultName, 'model' | 'variant'>): string => `${model}:${variant}`;
