import { expect } from 'chai';
import { cellsOf } from '../../../../src/conformance/world/cells.ts';
import { instancesOf } from '../../../../src/conformance/world/instances.ts';
import type { PodKey } from '../../../../src/conformance/world/world.ts';

const cells = (nodes: readonly string[]) => cellsOf(instancesOf(nodes, 0), [4, 6], 'plain both');
const idsBetween = (from: PodKey, to: PodKey, nodes: readonly string[]): string[] => cells(nodes).filter(({ way }) => way.from === from && way.to === to).map(({ id }) => id);
const [one, two] = [['n1'], ['n1', 'n2']];

const rows: readonly { readonly name: string; readonly from: PodKey; readonly to: PodKey; readonly nodes: readonly string[]; readonly ids: readonly string[] }[] = [
  { name: 'each instance of the subject is dialled', from: 'y/b', to: 'x/a', nodes: two, ids: ['y/b -> x/a.1 TCP/8080 IPv4', 'y/b -> x/a.2 TCP/8080 IPv4', 'y/b -> x/a.1 UDP/8080 IPv6', 'y/b -> x/a.2 UDP/8080 IPv6'] },
  { name: 'each instance of the subject dials', from: 'x/a', to: 'y/b', nodes: two, ids: ['x/a.1 -> y/b TCP/8080 IPv4', 'x/a.2 -> y/b TCP/8080 IPv4', 'x/a.1 -> y/b UDP/8080 IPv6', 'x/a.2 -> y/b UDP/8080 IPv6'] },
  { name: 'its instances dial each other, and none itself', from: 'x/a', to: 'x/a', nodes: two, ids: ['x/a.1 -> x/a.2 TCP/8080 IPv4', 'x/a.2 -> x/a.1 TCP/8080 IPv4', 'x/a.1 -> x/a.2 UDP/8080 IPv6', 'x/a.2 -> x/a.1 UDP/8080 IPv6'] },
  { name: 'a single subject has nobody but others', from: 'x/a', to: 'x/a', nodes: one, ids: [] },
  { name: 'the Service is dialled once, whoever is behind it', from: 'y/a', to: 'x/a', nodes: two, ids: ['y/a -> x/a.1 TCP/8080 IPv4', 'y/a -> x/a.2 TCP/8080 IPv4', 'y/a -> x/a.1 UDP/8080 IPv6', 'y/a -> x/a.2 UDP/8080 IPv6', 'y/a -> x/a TCP/8080 IPv4 by Service'] },
  { name: 'nobody dials what no way leads to', from: 'z/a', to: 'y/b', nodes: two, ids: [] },
];

describe('cellsOf()', () => {
  for (const { name, from, to, nodes, ids } of rows) it(name, () => expect(idsBetween(from, to, nodes)).to.deep.equal(ids));

  for (const nodes of [one, two]) it(`gives each cell an id of its own on ${nodes.length} node${nodes.length === 1 ? '' : 's'}`, () => expect(new Set(cells(nodes).map(({ id }) => id)).size).to.equal(cells(nodes).length));

  it('asks of the subject from within a node and across nodes, in both directions', () => {
    const places = new Set(cells(two).filter(({ way }) => way.from !== way.to && (way.from === 'x/a' || way.to === 'x/a')).map(({ way, from, to }) => `${way.to === 'x/a' ? 'in' : 'out'} ${from.node} ${to.node}`));
    expect([...places].toSorted()).to.deep.equal(['in', 'out'].flatMap((direction) => ['n1 n1', 'n1 n2', 'n2 n1', 'n2 n2'].map((pair) => `${direction} ${pair}`)));
  });
});
