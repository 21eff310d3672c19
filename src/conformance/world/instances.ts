/** The pods of one set of the world, each on its node. */
import type { PodKey } from './world.ts';
import { podKeys, subject } from './world.ts';

export interface Instance {
  readonly key: PodKey;
  /** `y/b`, or `x/a.1` and `x/a.2`. */
  readonly label: string;
  readonly node: string;
}

/** Two nodes share a set, and the subject is on both of them; the others alternate. Sets take turns with the nodes. */
export const instancesOf = (nodes: readonly string[], set: number): Instance[] => {
  const node = (index: number): string => {
    const name = nodes[index % nodes.length];
    if (name === undefined) throw new RangeError('Cannot place a set of pods: there is no node');
    return name;
  };
  const pair = nodes.length < 2 ? [node(0)] : [node(2 * set), node(2 * set + 1)];
  const first = (set + Math.floor((2 * set) / nodes.length)) % 2;
  const others = podKeys.filter((key) => key !== subject).map((key, index): Instance => ({ key, label: key, node: pair[(index + first) % pair.length] ?? node(0) }));
  return [...pair.map((on, index): Instance => ({ key: subject, label: pair.length === 1 ? subject : `${subject}.${index + 1}`, node: on })), ...others];
};
