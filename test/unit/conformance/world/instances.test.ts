import { expect } from 'chai';
import { instancesOf } from '../../../../src/conformance/world/instances.ts';
import type { Instance } from '../../../../src/conformance/world/instances.ts';
import { podKeys, subject } from '../../../../src/conformance/world/world.ts';

const nodes = (count: number): string[] => Array.from({ length: count }, (_, index) => `n${index + 1}`);
const nodesOf = (instances: readonly Instance[], label: string): string[] => instances.filter((one) => one.label === label).map(({ node }) => node);

const keysOn = (count: number): string[] => instancesOf(nodes(count), 0).map(({ key }) => key);

const placements: readonly { readonly nodes: number; readonly set: number; readonly subjects: readonly string[]; readonly first: string; readonly second: string }[] = [
  { nodes: 1, set: 0, subjects: ['n1'], first: 'n1', second: 'n1' },
  { nodes: 1, set: 1, subjects: ['n1'], first: 'n1', second: 'n1' },
  { nodes: 2, set: 0, subjects: ['n1', 'n2'], first: 'n1', second: 'n2' },
  { nodes: 2, set: 1, subjects: ['n1', 'n2'], first: 'n1', second: 'n2' },
  { nodes: 2, set: 2, subjects: ['n1', 'n2'], first: 'n1', second: 'n2' },
  { nodes: 3, set: 0, subjects: ['n1', 'n2'], first: 'n1', second: 'n2' },
  { nodes: 3, set: 1, subjects: ['n3', 'n1'], first: 'n1', second: 'n3' },
  { nodes: 3, set: 2, subjects: ['n2', 'n3'], first: 'n3', second: 'n2' },
  { nodes: 4, set: 1, subjects: ['n3', 'n4'], first: 'n4', second: 'n3' },
];

describe('instancesOf()', () => {
  for (const { nodes: count, set, subjects, first, second } of placements) {
    it(`on ${count} node${count === 1 ? '' : 's'}, set ${set + 1}: the subject on ${subjects.join(' and ')}, x/b on ${first}`, () => {
      const instances = instancesOf(nodes(count), set);
      expect(instances.filter(({ key }) => key === subject).map(({ node }) => node)).to.deep.equal(subjects);
      expect([nodesOf(instances, 'x/b'), nodesOf(instances, 'x/c')]).to.deep.equal([[first], [second]]);
    });
  }

  it('has each pod of the world, the subject once on each of two nodes', () => {
    expect(keysOn(1)).to.have.members(podKeys);
    expect(keysOn(2)).to.have.members([...podKeys, subject]);
  });

  it('calls the subject by its number only where there are two', () => {
    expect([1, 2].map((count) => instancesOf(nodes(count), 0).filter(({ key }) => key === subject).map(({ label }) => label))).to.deep.equal([['x/a'], ['x/a.1', 'x/a.2']]);
  });

  for (const count of [2, 3, 4, 5]) {
    it(`puts pods on all of ${count} nodes, with as many sets`, () => {
      const used = new Set(Array.from({ length: count }, (_, set) => instancesOf(nodes(count), set)).flat().map(({ node }) => node));
      expect([...used].toSorted()).to.deep.equal(nodes(count));
    });
  }

  it('places all sets alike on two nodes, so that what a case shows does not depend on its set', () => expect(instancesOf(nodes(2), 3)).to.deep.equal(instancesOf(nodes(2), 0)));

  it('refuses to place anything on no node', () => expect(() => instancesOf([], 0)).to.throw(RangeError, 'there is no node'));
});
