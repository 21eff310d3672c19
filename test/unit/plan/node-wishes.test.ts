import { expect } from 'chai';
import type { Toleration } from '../../../src/model/pod-settings.ts';
import type { Labels, NodeState } from '../../../src/model/snapshot.ts';
import { heedWishes } from '../../../src/plan/node-wishes.ts';
import { aNode } from '../../support/snapshot.ts';

const gpu = { key: 'gpu', value: 'a100', effect: 'NoSchedule' } as const;
const spot = { key: 'spot', value: '', effect: 'NoExecute' } as const;
const free = aNode('n');
const tainted = aNode('n', { schedulable: false, reason: 'has taint gpu:NoSchedule', taints: [gpu] });
const twice = aNode('n', { schedulable: false, reason: 'has taint gpu:NoSchedule', taints: [gpu, spot] });
const cordoned = aNode('n', { schedulable: false, reason: 'is cordoned' });
const windows = aNode('n', { schedulable: false, reason: 'runs windows, and probes need linux', labels: { 'kubernetes.io/os': 'windows' } });
const labelled = aNode('n', { labels: { zone: 'a', pool: 'x' } });

const cases: readonly { readonly name: string; readonly node: NodeState; readonly tolerations?: readonly Toleration[]; readonly nodeSelector?: Labels; readonly reason: string | undefined }[] = [
  { name: 'is free', node: free, reason: undefined },
  { name: 'has a taint', node: tainted, reason: 'has taint gpu:NoSchedule' },
  { name: 'has a taint, and all are tolerated', node: tainted, tolerations: [{}], reason: undefined },
  { name: 'has a taint whose key is tolerated', node: tainted, tolerations: [{ key: 'gpu' }], reason: undefined },
  { name: 'has a taint whose value is tolerated', node: tainted, tolerations: [{ key: 'gpu', value: 'a100' }], reason: undefined },
  { name: 'has a taint whose effect is tolerated', node: tainted, tolerations: [{ effect: 'NoSchedule' }], reason: undefined },
  { name: 'has a taint, and another value is tolerated', node: tainted, tolerations: [{ key: 'gpu', value: 'h100' }], reason: 'has taint gpu:NoSchedule' },
  { name: 'has a taint, and another effect is tolerated', node: tainted, tolerations: [{ key: 'gpu', effect: 'NoExecute' }], reason: 'has taint gpu:NoSchedule' },
  { name: 'has a taint, and another key is tolerated', node: tainted, tolerations: [{ key: 'spot' }], reason: 'has taint gpu:NoSchedule' },
  { name: 'has two taints, and one is tolerated', node: twice, tolerations: [{ key: 'gpu' }], reason: 'has taint spot:NoExecute' },
  { name: 'is cordoned, which nothing mends', node: cordoned, tolerations: [{}], reason: 'is cordoned' },
  { name: 'runs windows, which nothing mends', node: windows, tolerations: [{}], nodeSelector: { 'kubernetes.io/os': 'windows' }, reason: 'runs windows, and probes need linux' },
  { name: 'has the labels', node: labelled, nodeSelector: { zone: 'a' }, reason: undefined },
  { name: 'has one of two labels', node: labelled, nodeSelector: { zone: 'a', pool: 'y' }, reason: 'does not have the labels of --node-selector' },
  { name: 'is known by its pods alone, and labels are asked for', node: free, nodeSelector: { zone: 'a' }, reason: 'does not have the labels of --node-selector' },
];

describe('heedWishes()', () => {
  for (const { name, node, tolerations = [], nodeSelector = {}, reason } of cases) {
    it(`${reason === undefined ? 'takes' : 'leaves out'} a node that ${name}`, () => {
      const [heeded] = heedWishes([node], { tolerations, nodeSelector });
      expect([heeded?.schedulable, heeded?.reason]).to.deep.equal([reason === undefined, reason]);
    });
  }
});
