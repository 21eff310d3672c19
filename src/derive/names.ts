/** Classes get the names that people know them by, each its own; they become keys of a matrix, which allows few characters. */
import { tellingLabel } from '../world/called.ts';
import type { PodClass } from './classes.ts';

export interface NamedClass extends PodClass {
  readonly name: string;
}

/** @param qualified with the namespace before the name */
export const nameClasses = (classes: readonly PodClass[], qualified: boolean): NamedClass[] => {
  const free = freeNames();
  return classes
    .map((pod) => ({ ...pod, name: spelled(qualified ? `${pod.namespace}.${calledBy(pod)}` : calledBy(pod)) }))
    .toSorted((a, b) => compare(a.name, b.name) || compare(JSON.stringify(a.labels), JSON.stringify(b.labels)))
    .map((pod) => ({ ...pod, name: free(pod.name) }));
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const calledBy = ({ called, labels }: PodClass): string => (called === '' ? (tellingLabel(labels) ?? 'pod') : called);

/** Targets add a port to it, a run a mark, and all has to stay within 63 characters. */
const longest = 44;

const spelled = (name: string): string => name.replaceAll(/[^A-Za-z0-9_.-]/g, '-').replace(/^[^A-Za-z0-9]+/, '').slice(0, longest) || 'pod';

/** Thousands may be called the same, so the next number is remembered. */
const freeNames = (): ((name: string) => string) => {
  const taken = new Set<string>();
  const last = new Map<string, number>();
  return (name) => {
    let [candidate, number] = [name, last.get(name) ?? 1];
    while (taken.has(candidate)) candidate = `${name}-${(number += 1)}`;
    last.set(name, number);
    taken.add(candidate);
    return candidate;
  };
};
