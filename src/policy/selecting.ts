/** Whom a policy selects, of pods of ours that are not there yet. */
import { wornBy } from '../model/marks.ts';
import type { Labels, Selecting } from '../model/snapshot.ts';
import { selects } from './selector.ts';

/** A pod as its plan has it. */
interface Planned {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Whether it selects any of them. */
export const selectsAny = ({ namespace, selector }: Selecting, pods: readonly Planned[]): boolean => pods.some((pod) => pod.namespace === namespace && selects(selector, wornBy(pod)));
