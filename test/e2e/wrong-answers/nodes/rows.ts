import { always, enforced } from '../rows.ts';
import type { RowCell, Scenario } from '../rows.ts';

const namespace = 'wa-nodes';
const labelled = (app: string, more: object = {}): object => ({ namespace, labels: { app, ...more } });
const cells: readonly RowCell[] = [
  { from: 'client', to: 'vault', expect: 'deny', right: enforced('conforms', 'leak') },
  { from: 'friend', to: 'vault', expect: 'allow', right: always('conforms') },
];
const common = {
  namespaces: [namespace],
  sources: { client: labelled('client'), friend: labelled('friend') },
  targets: { vault: { standIn: labelled('vault', { guarded: 'yes' }), port: 8080 } },
  code: { calico: 0, none: 1 },
} as const;

export const cordoned: Scenario = {
  ...common,
  name: 'cordoned',
  rows: [{ name: 'a node is cordoned', done: 'node2 is cordoned. The rest comes out as ever, and the report says that node2 is not covered.', cells }],
};

export const notReady: Scenario = {
  ...common,
  name: 'not-ready',
  rows: [{ name: 'a node went NotReady', done: 'The kubelet of node2 is killed, and the node is NotReady. The rest comes out as ever, and the report says that node2 is not covered.', cells }],
};
