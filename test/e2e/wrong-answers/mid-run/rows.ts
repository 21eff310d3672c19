import { always, enforced } from '../rows.ts';
import type { RowCell, Scenario } from '../rows.ts';

const watching = 'wa-watching';
const changing = 'wa-changing';
const edited = 'wa-edited';
const source = (app: string): object => ({ namespace: watching, labels: { app } });
const guarded = (namespace: string, app: string): object => ({ namespace, labels: { app, guarded: 'yes' } });
const live = (app: string): object => ({ pods: guarded(changing, app), port: 8080, speak: 'http' });
const changed = (to: string): readonly RowCell[] => [
  { from: 'watcher', to, expect: 'deny', right: always('inconclusive: changed') },
  { from: 'friend', to, expect: 'allow', right: always('inconclusive: changed') },
];

/**
 * Each change comes while packets fly. Sources take turns: `listener`, `friend2`, `evictee` and `turncoat` on node2, the others on
 * node1; stand-ins too: `edited` and `stuck` on node2, `vault` on node1.
 */
export const midRun: Scenario = {
  name: 'mid-run',
  namespaces: [watching, changing, edited],
  sources: {
    watcher: source('watcher'),
    listener: source('listener'),
    friend: source('friend'),
    friend2: source('friend'),
    victim: source('victim'),
    evictee: source('evictee'),
    scribe: source('scribe'),
    turncoat: source('turncoat'),
  },
  targets: {
    edited: { standIn: guarded(edited, 'edited'), port: 8080 },
    vault: { standIn: guarded(watching, 'vault'), port: 8080 },
    stuck: { standIn: guarded(watching, 'stuck'), port: 8080 },
    deleted: live('deleted'),
    replaced: live('replaced'),
    redeployed: live('redeployed'),
    relabelled: live('relabelled'),
  },
  rows: [
    {
      name: 'nothing is wrong',
      done: 'Nothing, on node1. Shows that the faults beside it disturb nobody else.',
      cells: [
        { from: 'watcher', to: 'vault', expect: 'deny', right: enforced('conforms', 'leak') },
        { from: 'friend', to: 'vault', expect: 'allow', right: always('conforms') },
      ],
    },
    { name: 'the target pod is deleted in mid-run', done: 'A bare pod is deleted.', cells: changed('deleted') },
    { name: 'the target pod is replaced in mid-run', done: 'A bare pod is deleted and made again with the same name and labels; the pod of a Deployment is deleted, and the Deployment makes another.', cells: [...changed('replaced'), ...changed('redeployed')] },
    { name: 'the target pod is relabelled in mid-run', done: 'A live pod loses the label that the policy selects.', cells: changed('relabelled') },
    { name: 'the policy is edited in mid-run', done: 'A NetworkPolicy of the namespace gets one more rule.', cells: changed('edited') },
    {
      name: 'the probe pod is killed or evicted in mid-run',
      done: "SIGKILL to one probe's process, the Eviction API for another. The cells of the others conform or leak as they must.",
      cells: [
        { from: 'victim', to: 'vault', expect: 'deny', right: always('inconclusive: not-run') },
        { from: 'evictee', to: 'vault', expect: 'deny', right: always('inconclusive: not-run') },
      ],
    },
    {
      name: 'the probe pod is relabelled in mid-run',
      done: 'The pod of a source loses the label that the matrix gives it.',
      cells: [{ from: 'turncoat', to: 'vault', expect: 'deny', right: always('inconclusive: altered') }],
    },
    {
      name: 'logs are truncated in the middle of a line',
      done: "The log file of one probe's container is cut on its node, in the middle of a line.",
      cells: [{ from: 'scribe', to: 'vault', expect: 'deny', right: always('inconclusive: not-run') }],
    },
    {
      name: 'the log stream is cut',
      done: 'The kubelet of node2 is killed and started again. Logs are read again from the start; its readiness probes pause.',
      cells: [
        { from: 'listener', to: 'vault', expect: 'deny', right: enforced(['conforms', 'inconclusive'], ['leak', 'inconclusive']) },
        { from: 'friend2', to: 'vault', expect: 'allow', right: always('conforms', 'inconclusive') },
      ],
    },
    {
      name: 'a stand-in hangs',
      done: 'SIGSTOP to its process, before anybody dials. Its kernel goes on to complete handshakes.',
      cells: [
        { from: 'watcher', to: 'stuck', expect: 'deny', right: always('inconclusive') },
        { from: 'friend', to: 'stuck', expect: 'allow', right: always('inconclusive') },
      ],
    },
  ],
  code: { calico: 3, none: 1 },
};
