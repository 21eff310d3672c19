/** What a production cluster does to a run, and what must come of it. */
import { applyObjects } from '../support/namespace.ts';
import { interrupted, killed } from '../wrong-answers/faults/nodes.ts';
import type { Fault } from '../wrong-answers/faults/fault.ts';
import { stopped, restarted } from './control-plane.ts';
import { preempted } from './preemption.ts';
import { skewedBy } from './skewed.ts';

export interface Disturbance {
  readonly name: string;
  readonly before?: Fault;
  /** Once packets fly. */
  readonly during?: Fault;
  readonly flags?: readonly string[];
  /** Of the coordinator. */
  readonly env?: Readonly<Record<string, string>>;
  /** `refused`: exit code 2 and a message, and no pod; the others are a run's. */
  readonly outcomes: readonly ('right' | 'inconclusive' | 'refused')[];
  /** Played by `npm run verify:e2e` only. */
  readonly thorough?: true;
  /** What the user is told, where it does not come out right. */
  readonly says?: RegExp;
}

const namespace = 'chaos';

const withObjects =
  (...objects: readonly object[]): Fault =>
  async ({ kubectl }) => {
    await applyObjects(kubectl, objects);
    const kinds = objects as readonly { readonly kind: string; readonly metadata: { readonly name: string } }[];
    return async () => {
      for (const { kind, metadata } of kinds) await kubectl(['delete', kind, metadata.name, '-n', namespace, '--ignore-not-found']);
    };
  };

export const dayMs = 24 * 3_600_000;

export const disturbances: readonly Disturbance[] = [
  { name: 'the API server is restarted', during: restarted('kube-apiserver', 4000), outcomes: ['right', 'inconclusive'] },
  { name: 'etcd hangs for 5 s', during: stopped('etcd', 5000), outcomes: ['right', 'inconclusive'] },
  { name: 'the controller manager is restarted', during: restarted('kube-controller-manager', 1000), outcomes: ['right'], thorough: true },
  { name: 'containerd of a node is restarted', during: interrupted('containerd', 'node2'), outcomes: ['right', 'inconclusive'], thorough: true },
  { name: 'the kubelet of a node dies', during: killed('kubelet', 'node2'), outcomes: ['right', 'inconclusive'] },
  { name: 'the namespace is deleted', during: async ({ kubectl }) => void (await kubectl(['delete', 'namespace', namespace, '--wait=false'])), outcomes: ['inconclusive'], says: /deleted|changed|not there|ended/i },
  {
    name: 'a quota has no room for all pods',
    before: withObjects({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'small', namespace }, spec: { hard: { pods: '2' } } }),
    outcomes: ['refused', 'inconclusive'],
    says: /exceeded quota: small/,
  },
  {
    name: 'a LimitRange allows less than a probe asks for',
    before: withObjects({ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'tight', namespace }, spec: { limits: [{ type: 'Container', max: { memory: '32Mi' } }] } }),
    outcomes: ['refused'],
    thorough: true,
    says: /maximum memory usage per Container is 32Mi/,
  },
  {
    name: 'a LimitRange has defaults for whoever asks for nothing',
    before: withObjects({ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'defaults', namespace }, spec: { limits: [{ type: 'Container', default: { cpu: '2', memory: '1Gi' }, defaultRequest: { cpu: '1', memory: '512Mi' } }] } }),
    outcomes: ['right'],
    thorough: true,
  },
  { name: 'pods of higher priority need the node', during: preempted('node2'), outcomes: ['right', 'inconclusive'], thorough: true },
  { name: 'the image cannot be pulled', flags: ['--image', 'registry.invalid/netproof:none', '--image-pull-policy', 'IfNotPresent'], outcomes: ['refused'], thorough: true, says: /ErrImagePull|ImagePullBackOff/ },
  { name: 'the clock of the coordinator is a day ahead', env: skewedBy(dayMs), outcomes: ['right'] },
  { name: 'the clock of the coordinator is a day behind', env: skewedBy(-dayMs), outcomes: ['right'], thorough: true },
  { name: 'no node takes the pods', flags: ['--node-selector', 'pool=none'], outcomes: ['refused'], says: /node/ },
];
