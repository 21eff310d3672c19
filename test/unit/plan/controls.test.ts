import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import type { MatrixParts } from '../../support/matrix.ts';
import { aPlan } from '../../support/plan.ts';
import { aNode, aPod, aService, aSlice, aSnapshot } from '../../support/snapshot.ts';

const live = aPod('live', { node: 'node-2' });
const cluster: Partial<Snapshot> = { pods: [live], services: [aService('live', { selector: { app: 'live' } })], endpointSlices: [aSlice('live', [live])] };
const pods = { live: { pods: { namespace: 'default', labels: { app: 'live' } }, port: 80 } };
const three = [aNode('node-1'), aNode('node-2'), aNode('node-3')];

const told = (plan: Plan): string[] => plan.pods.filter(({ role }) => role.startsWith('control')).map(({ role, node }) => `${role} ${node}`);

const cases: readonly { name: string; matrix: MatrixParts; snapshot?: Partial<Snapshot>; expected: string[] }[] = [
  { name: 'a source where the source is, a stand-in where the stand-in is', matrix: {}, expected: ['control-source node-1', 'control-stand-in node-2'] },
  { name: 'both on the only node', matrix: {}, snapshot: { nodes: [aNode('only')] }, expected: ['control-source only', 'control-stand-in only'] },
  { name: 'a stand-in where a live pod is', matrix: { targets: pods }, snapshot: { ...cluster, nodes: three }, expected: ['control-source node-1', 'control-stand-in node-2'] },
  { name: 'a stand-in on the source\'s node as well for a Service', matrix: { targets: { live: { service: { namespace: 'default', name: 'live' }, port: 80 } } }, snapshot: cluster, expected: ['control-source node-1', 'control-stand-in node-2', 'control-stand-in node-1'] },
  { name: 'no stand-in for an address outside', matrix: { targets: { i: { address: '203.0.113.1', port: 1 } } }, expected: ['control-source node-1'] },
  { name: 'no stand-in on a node that takes no pods', matrix: { targets: pods }, snapshot: { ...cluster, nodes: [aNode('node-1'), aNode('node-2', { schedulable: false, reason: 'is cordoned' })] }, expected: ['control-source node-1'] },
  {
    name: 'one source a node, however many sources there are',
    matrix: { sources: Object.fromEntries(['a', 'b', 'c', 'd'].map((app) => [app, { namespace: 'default', labels: { app } }])), expect: Object.fromEntries(['a', 'b', 'c', 'd'].map((app) => [app, { '*': 'deny' }])) },
    expected: ['control-source node-1', 'control-source node-2', 'control-stand-in node-2'],
  },
];

describe('controlPods()', () => {
  for (const { name, matrix, snapshot, expected } of cases) {
    it(`plans ${name}`, () => expect(told(aPlan(matrix, { snapshot: aSnapshot(snapshot) }))).to.deep.equal(expected));
  }

  it('keeps them in the control namespace, on ports of their own', () => {
    const controls = aPlan().pods.filter(({ role }) => role.startsWith('control'));
    expect(new Set(controls.map(({ namespace }) => namespace))).to.deep.equal(new Set(['netproof-run1']));
    expect(controls.map(({ listen }) => listen)).to.deep.equal([[], [{ protocol: 'tcp', port: 7007 }, { protocol: 'udp', port: 7007 }]]);
  });
});
