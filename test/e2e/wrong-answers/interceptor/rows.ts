import { always, enforced } from '../rows.ts';
import type { Scenario } from '../rows.ts';

const namespace = 'wa-interceptor';
const labelled = (app: string, more: object = {}): object => ({ namespace, labels: { app, ...more } });

/** Sources take turns on the nodes, and the name tells which. The targets are on node2. */
export const interceptor: Scenario = {
  name: 'interceptor',
  namespaces: [namespace],
  sources: { client1: labelled('client'), client2: labelled('client'), friend1: labelled('friend'), friend2: labelled('friend') },
  targets: {
    vault: { standIn: labelled('vault', { guarded: 'yes' }), port: 8080 },
    web: { pods: labelled('web', { guarded: 'yes' }), port: 8080 },
  },
  rows: [
    {
      name: 'an interceptor that accepts every connection: behind it',
      done: "Whatever TCP the pods of node1 send is redirected to a listener of ours on the node, which accepts and says nothing.",
      cells: [
        { from: 'client1', to: 'vault', expect: 'deny', right: always('inconclusive: intercepted') },
        { from: 'client1', to: 'web', expect: 'deny', right: always('inconclusive: intercepted') },
        { from: 'friend1', to: 'vault', expect: 'allow', right: always('inconclusive: intercepted') },
        { from: 'friend1', to: 'web', expect: 'allow', right: always('inconclusive: intercepted') },
      ],
    },
    {
      name: 'an interceptor that accepts every connection: beside it',
      done: 'The same run, from node2, where nobody intercepts.',
      cells: [
        { from: 'client2', to: 'vault', expect: 'deny', right: enforced('conforms', 'leak') },
        { from: 'client2', to: 'web', expect: 'deny', right: enforced('conforms', 'leak') },
        { from: 'friend2', to: 'vault', expect: 'allow', right: always('conforms') },
        { from: 'friend2', to: 'web', expect: 'allow', right: always('conforms') },
      ],
    },
  ],
  code: { calico: 3, none: 1 },
};
