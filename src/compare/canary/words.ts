/** An explanation in words. */
import type { CanaryCell, Diagnosis } from '../../model/report.ts';
import { dimensions } from './explain.ts';
import type { Dimension, Explanation } from './explain.ts';

export const listed = (names: readonly string[]): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);

export const nodesOf = (nodes: readonly string[]): string => `${nodes.length === 1 ? 'node' : 'nodes'} ${listed(nodes)}`;

export const mostFrequent = (texts: readonly string[]): string | undefined => [...Map.groupBy(texts, (text) => text).values()].toSorted((a, b) => b.length - a.length)[0]?.[0];

export const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const phrases: Readonly<Record<Dimension, (values: readonly string[]) => string>> = {
  node: (values) => `on ${nodesOf(values)}`,
  direction: (values) => `for ${listed(values.map((value) => (value === 'peers' ? 'pods that no rule names' : value)))}`,
  transport: (values) => `for ${listed(values)}`,
  family: (values) => `over ${listed(values.map((value) => `IPv${value}`))}`,
  placement: (values) => (values[0] === 'same-node' ? 'between pods of one node' : 'between nodes'),
  path: (values) => (values[0] === 'cluster-ip' ? "through a Service's ClusterIP" : "at a pod's own address"),
};

/** `for egress, on node n1` */
export const phrase = (explanation: Explanation): string =>
  dimensions
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
    .flatMap((dimension) => {
      const values = explanation[dimension];
      return values === undefined ? [] : [phrases[dimension](values)];
    })
    .join(', ');

/** The same behind other words; nothing where no property tells. */
export const where = (explanation: Explanation | undefined): string => {
  const words = phrase(explanation ?? {});
  return words === '' ? '' : ` ${words}`;
};

const order: readonly Dimension[] = ['direction', 'transport', 'family', 'path', 'placement', 'node'];

const named: Readonly<Record<string, Diagnosis['kind']>> = {
  'direction egress': 'no-egress',
  'direction ingress': 'no-ingress',
  'transport UDP': 'no-udp',
  'transport TCP': 'no-tcp',
  'family 4': 'no-ipv4',
  'family 6': 'no-ipv6',
  'placement same-node': 'only-across-nodes',
  'placement cross-node': 'only-within-nodes',
};

/** The name of the fault, where one property alone tells it. */
export const kindOf = (explanation: Explanation): Diagnosis['kind'] => {
  const [first, ...more] = Object.entries(explanation);
  if (first === undefined) return 'enforces-nothing';
  if (more.length > 0) return 'enforces-partly';
  const [dimension, values] = first;
  return dimension === 'node' ? 'not-on-node' : (named[`${dimension} ${values.join(' ')}`] ?? 'enforces-partly');
};

export const tallyOf = (cells: readonly CanaryCell[]): string => {
  const through = cells.reduce((sum, cell) => sum + cell.through, 0);
  return `${through} of ${cells.reduce((sum, cell) => sum + cell.attempts, 0)} attempts`;
};
