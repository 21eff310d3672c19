import { always, enforced } from '../rows.ts';
import type { RowCell, Scenario } from '../rows.ts';

const namespace = 'wa-route';
const labelled = (app: string, more: object = {}): object => ({ namespace, labels: { app, ...more } });
const deny = enforced('conforms', 'leak');
const cell = (from: string, to: string, expect: 'allow' | 'deny', family: 4 | 6, right: RowCell['right']): RowCell => ({ from, to, expect, family, right });

/** Sources take turns on the nodes, and the name tells which. Of the stand-ins, the first is on node2. */
export const route: Scenario = {
  name: 'route',
  namespaces: [namespace],
  sources: { client1: labelled('client'), client2: labelled('client'), friend1: labelled('friend'), friend2: labelled('friend') },
  targets: {
    vault2: { standIn: labelled('vault2', { guarded: 'yes' }), port: 8080 },
    vault1: { standIn: labelled('vault1', { guarded: 'yes' }), port: 8080 },
  },
  ipFamilies: ['IPv4', 'IPv6'],
  rows: [
    {
      name: 'the route between the nodes is removed: across nodes',
      done: 'node1 has no IPv4 route to the pods of node2, so that no answer comes back either way.',
      cells: [
        cell('client1', 'vault2', 'deny', 4, always('inconclusive: path-not-proven')),
        cell('client2', 'vault1', 'deny', 4, always('inconclusive: path-not-proven')),
        cell('friend1', 'vault2', 'allow', 4, always('inconclusive: path-not-proven')),
        cell('friend2', 'vault1', 'allow', 4, always('inconclusive: path-not-proven')),
      ],
    },
    {
      name: 'the route between the nodes is removed: on one node',
      done: 'The same run, cells that need no route.',
      cells: [
        cell('client1', 'vault1', 'deny', 4, deny),
        cell('client2', 'vault2', 'deny', 4, deny),
        cell('friend1', 'vault1', 'allow', 4, always('conforms')),
        cell('friend2', 'vault2', 'allow', 4, always('conforms')),
      ],
    },
    {
      name: 'the route between the nodes is removed: the other family',
      done: 'The same run, IPv6, whose routes are whole: families are judged apart.',
      cells: [
        ...['client1', 'client2'].flatMap((from) => ['vault1', 'vault2'].map((to) => cell(from, to, 'deny', 6, deny))),
        ...['friend1', 'friend2'].flatMap((from) => ['vault1', 'vault2'].map((to) => cell(from, to, 'allow', 6, always('conforms')))),
      ],
    },
  ],
  code: { calico: 3, none: 1 },
};
