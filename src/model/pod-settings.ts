/** What all pods of a run have in common, whatever they do: what a cluster asks of any pod. */
import type { Labels, Taint } from './snapshot.ts';

/** As in a pod: without a key all keys, without a value all values, without an effect all effects. */
export interface Toleration {
  readonly key?: string;
  readonly value?: string;
  readonly effect?: Taint['effect'];
}

/** On which nodes pods may be. */
export interface NodeWishes {
  readonly nodeSelector: Labels;
  readonly tolerations: readonly Toleration[];
}

export interface PodSettings extends NodeWishes {
  readonly image: string;
  readonly imagePullPolicy: 'IfNotPresent' | 'Always' | 'Never';
  /** Secrets of these names must be in every namespace with pods of the run; netproof neither reads nor copies any. */
  readonly imagePullSecrets: readonly string[];
  readonly priorityClass?: string;
}
