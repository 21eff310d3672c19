import { expect } from 'chai';
import type { NodeState } from '../../../src/model/snapshot.ts';
import { nodeFor, usableNodes } from '../../../src/plan/placement.ts';
import { aNode, aSnapshot } from '../../support/snapshot.ts';

const cases: readonly { name: string; nodes: NodeState[]; usable: string[]; unusable: string[] }[] = [
  { name: 'takes ready nodes, by name', nodes: [aNode('b'), aNode('a')], usable: ['a', 'b'], unusable: [] },
  { name: 'leaves out a node that is not ready', nodes: [aNode('a', { ready: false }), aNode('b')], usable: ['b'], unusable: ['a is not ready'] },
  { name: 'leaves out a cordoned node, and says so', nodes: [aNode('a', { schedulable: false, reason: 'is cordoned' })], usable: [], unusable: ['a is cordoned'] },
  { name: 'leaves out a tainted node, and says so', nodes: [aNode('a', { schedulable: false, reason: 'has taint x:NoSchedule' })], usable: [], unusable: ['a has taint x:NoSchedule'] },
  { name: 'has words where nobody gave a reason', nodes: [aNode('a', { schedulable: false })], usable: [], unusable: ['a is not schedulable'] },
  { name: 'leaves out a node of windows, and says so', nodes: [aNode('a', { schedulable: false, reason: 'runs windows, and probes need linux' })], usable: [], unusable: ['a runs windows, and probes need linux'] },
  { name: 'names the worse of two reasons', nodes: [aNode('a', { ready: false, schedulable: false, reason: 'is cordoned' })], usable: [], unusable: ['a is not ready'] },
];

describe('usableNodes()', () => {
  for (const { name, nodes, usable, unusable } of cases) {
    it(name, () => {
      const placement = usableNodes(aSnapshot({ nodes }));
      expect(placement.usable.map((node) => node.name)).to.deep.equal(usable);
      expect(placement.unusable.map(({ node, reason }) => `${node} ${reason}`)).to.deep.equal(unusable);
    });
  }
});

describe('nodeFor()', () => {
  it('goes round', () => {
    const placement = usableNodes(aSnapshot());
    expect([0, 1, 2, 3].map((index) => nodeFor(placement, index))).to.deep.equal(['node-1', 'node-2', 'node-1', 'node-2']);
  });

  it('stays where there is one node only', () => {
    const placement = usableNodes(aSnapshot({ nodes: [aNode('only')] }));
    expect([0, 1, 7].map((index) => nodeFor(placement, index))).to.deep.equal(['only', 'only', 'only']);
  });

  it('throws where there is none', () => {
    expect(() => nodeFor(usableNodes(aSnapshot({ nodes: [] })), 0)).to.throw(RangeError, 'no node is usable');
  });
});
