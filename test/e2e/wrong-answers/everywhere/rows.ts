import { always } from '../rows.ts';
import type { Scenario } from '../rows.ts';

const namespace = 'wa-everywhere';
const labelled = (app: string): object => ({ namespace, labels: { app } });

/** `none` has no such policies: its API server does not know the kind. */
export const everywhere: Scenario = {
  name: 'everywhere',
  namespaces: [namespace],
  sources: { client: labelled('client'), friend: labelled('friend') },
  targets: { vault: { standIn: labelled('vault'), port: 8080 } },
  rows: [
    {
      name: 'a default deny for the whole cluster, and pods that no NetworkPolicy selects',
      done: "A GlobalNetworkPolicy of Calico's denies everything outside kube-system, the control pair included. Neither the CNI nor the user is to blame.",
      cells: [
        { from: 'client', to: 'vault', expect: 'deny', right: always('inconclusive: path-not-proven') },
        { from: 'friend', to: 'vault', expect: 'allow', right: always('inconclusive: path-not-proven') },
      ],
    },
  ],
  code: { calico: 3, none: 3 },
  only: 'calico',
};
