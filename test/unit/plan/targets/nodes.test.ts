import { expect } from 'chai';
import type { NodeState } from '../../../../src/model/snapshot.ts';
import { aNode, aSnapshot } from '../../../support/snapshot.ts';
import { resolve, told } from '../../../support/targets.ts';

const nodes = [aNode('b', { addresses: ['172.18.0.3', 'fd18::3'] }), aNode('a', { addresses: ['172.18.0.2', 'fd18::2'], schedulable: false })];

const cases: readonly { name: string; target: object; families?: (4 | 6)[]; snapshot?: readonly NodeState[]; expected: string[] }[] = [
  { name: 'all nodes, those too that take no pods', target: { nodes: {}, port: 10_250 }, expected: ['node IPv4 TCP/10250: 172.18.0.2:10250 reached-only, 172.18.0.3:10250 reached-only'] },
  { name: 'the nodes named, in the same order however they are named', target: { nodes: { names: ['b', 'a'] }, port: 22 }, expected: ['node IPv4 TCP/22: 172.18.0.2:22 reached-only, 172.18.0.3:22 reached-only'] },
  { name: 'one node in both families', target: { nodes: { names: ['b'] }, port: 22 }, families: [4, 6], expected: ['node IPv4 TCP/22: 172.18.0.3:22 reached-only', 'node IPv6 TCP/22: fd18::3:22 reached-only'] },
  { name: 'DNS on a node by UDP', target: { nodes: { names: ['b'] }, port: 53, protocol: 'UDP', speak: 'dns' }, expected: ['node IPv4 UDP/53: 172.18.0.3:53 reached-only'] },
  { name: 'no node that is not there', target: { nodes: { names: ['a', 'c'] }, port: 22 }, expected: ['there is no node "c"'] },
  { name: 'no node without an address of the family', target: { nodes: {}, port: 22 }, families: [4, 6], snapshot: [...nodes, aNode('c', { addresses: ['172.18.0.4'] })], expected: ['node "c" has no internal IPv6 address'] },
];

describe('resolveNodes()', () => {
  for (const { name, target, families, snapshot = nodes, expected } of cases) it(`dials ${name}`, () => expect(told(resolve(target, aSnapshot({ nodes: snapshot }), families))).to.deep.equal(expected));

  it('knows the node behind each destination, lets the controls dial it, and says what policy cannot promise', () => {
    const { cells: [cell], remarks } = resolve({ nodes: { names: ['a'] }, port: 22, speak: 'tls' }, aSnapshot({ nodes }));
    expect(cell).to.deep.include({ style: { prober: 'tcp', speak: 'tls', pace: 'gentle' }, controlDials: true });
    expect(cell?.destinations).to.deep.equal([{ address: '172.18.0.2', port: 22, pods: [], node: 'a', liveness: 'reached-only', label: 'node a' }]);
    expect(remarks).to.deep.equal(['a pod and its own node may always talk, whatever a policy says']);
  });
});
