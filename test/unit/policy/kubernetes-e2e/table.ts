/** The nine pods, and what a table says of every cell between them. */
import type { Protocol } from '../../../../src/model/network-policy.ts';
import type { PodEndpoint } from '../../../../src/policy/endpoint.ts';
import { protocols } from '../../../../src/policy/port-set.ts';
import type { Answer } from '../../../support/answer.ts';
import type { Line, Step } from './case.ts';

export interface Cell {
  readonly source: string;
  readonly target: string;
  readonly protocol: Protocol;
  readonly port: number;
}

export const namespaces = ['x', 'y', 'z'];
const names = ['a', 'b', 'c'];
const numbers = [80, 81];
const keys = namespaces.flatMap((namespace) => names.map((name) => `${namespace}/${name}`));

/** Policies with blocks of addresses name them: x/a has 10.244.1.1, z/c has 10.244.3.3. */
const ipOf = (namespace: string, name: string): string => `10.244.${namespaces.indexOf(namespace) + 1}.${names.indexOf(name) + 1}`;

export const podOf = (key: string, { labelled = {} }: Step): PodEndpoint => {
  const [namespace = '', name = ''] = key.split('/');
  return {
    kind: 'pod', namespace, name, labels: { pod: name, ...labelled[key] }, ips: [ipOf(namespace, name)], hostNetwork: false,
    ports: numbers.flatMap((port) => protocols.map((protocol) => ({ name: `serve-${port}-${protocol.toLowerCase()}`, protocol, port }))),
  };
};

/** Every pair in both directions, by both ports and all protocols: more than the suite asks in any one test. */
export const cells: readonly Cell[] = keys.flatMap((source) =>
  keys.filter((target) => target !== source).flatMap((target) => protocols.flatMap((protocol) => numbers.map((port) => ({ source, target, protocol, port })))),
);

export const expectedOf = (table: readonly Line[]): ((cell: Cell) => Answer) => {
  const lines = table.map(readLine).toReversed();
  return (cell) => lines.find(({ fits }) => fits(cell))?.answer ?? 'allow';
};

const form = /^(?<source>\S+) -> (?<target>\S+?)(?: (?<protocol>TCP|UDP|SCTP))?(?: (?<port>80|81))?: (?<answer>.+)$/;

const readLine = (line: Line): { readonly answer: Answer; readonly fits: (cell: Cell) => boolean } => {
  const parts = form.exec(line)?.groups;
  if (parts === undefined) throw new Error(`Cannot read the line "${line}"`);
  const { source = '', target = '', protocol, port, answer } = parts;
  const fits = (cell: Cell): boolean =>
    isAmong(cell.source, source) && isAmong(cell.target, target) && (protocol ?? cell.protocol) === cell.protocol && Number(port ?? cell.port) === cell.port;
  if (!cells.some(fits)) throw new Error(`No cell fits the line "${line}"`);
  return { answer: answer as Answer, fits };
};

const isAmong = (key: string, pattern: string): boolean => pattern === '*' || pattern === key || (pattern.endsWith('/*') && key.startsWith(pattern.slice(0, -1)));
