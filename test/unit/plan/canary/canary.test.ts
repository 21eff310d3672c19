import { expect } from 'chai';
import type { Destination, PlannedCell } from '../../../../src/model/plan.ts';
import { keyOf } from '../../../../src/model/snapshot.ts';
import { nodesFor } from '../../../../src/plan/canary/nodes.ts';
import { planDials } from '../../../../src/plan/dials.ts';
import { aCanary } from '../../../support/canary.ts';
import { planOf } from '../../../support/canary-world.ts';
import { aPlan, planInput } from '../../../support/plan.ts';
import { planRun } from '../../../../src/plan/plan.ts';

const podOf = ({ address }: Destination): string => (typeof address === 'object' && 'pod' in address ? keyOf(address.pod) : '');
const endsOf = ({ canary, destinations: [destination] }: PlannedCell): string[] => [keyOf(canary?.from ?? { namespace: '', name: '' }), destination === undefined ? '' : podOf(destination)];

const twin = (planned: PlannedCell): string => JSON.stringify([endsOf(planned), planned.cell.transport, planned.cell.path, planned.cell.family, planned.canary?.direction]);

describe('planCanary()', () => {
  for (const { nodes, cells, pods, services } of [
    { nodes: ['n1'], cells: 56, pods: 2, services: 2 },
    { nodes: ['n1', 'n2'], cells: 224, pods: 4, services: 4 },
    { nodes: ['n1', 'n2', 'n3'], cells: 336, pods: 6, services: 6 },
  ]) {
    it(`asks 7 questions in 8 ways of each pair of nodes: ${cells} on ${nodes.length}`, () => {
      const parts = aCanary(nodes);
      expect([parts.cells.length, parts.pods.length, parts.canary.services.length]).to.deep.equal([cells, pods, services]);
      expect(new Set(parts.cells.map(({ cell }) => cell.id))).to.have.lengthOf(cells);
    });
  }

  it('has an allow beside each deny: the same two pods, the same way, the other port', () => {
    const { cells } = aCanary(['n1', 'n2']);
    const allowed = new Map(cells.filter(({ intent }) => intent?.verdict === 'allow').map((planned) => [twin(planned), planned.cell.port]));
    for (const planned of cells.filter(({ intent, canary }) => intent?.verdict === 'deny' && canary?.direction !== 'peers')) expect([planned.cell.port, allowed.get(twin(planned))], planned.cell.id).to.deep.equal(planned.cell.transport === 'TCP' ? [7118, 7117] : [7117, 7118]);
  });

  it('has every node as both ends of a way between nodes, and of one within', () => {
    const { cells } = aCanary(['n1', 'n2', 'n3']);
    const pairs = new Set(cells.map(({ canary }) => `${canary?.node} ${canary?.partner}`));
    expect([...pairs].toSorted()).to.deep.equal(['n1 n1', 'n1 n2', 'n2 n2', 'n2 n3', 'n3 n1', 'n3 n3']);
  });

  it('watches what a fresh pod must not reach twenty times a second, and the rest less closely', () => {
    const paces = aCanary(['n1']).cells.map(({ cell, intent, canary, style }) => `${canary?.direction} ${intent?.verdict} ${cell.path}: ${style.pace}`);
    expect(new Set(paces.filter((pace) => !pace.endsWith('slow')))).to.deep.equal(new Set(['egress deny pod-ip: fast', 'ingress deny pod-ip: steady', 'peers deny pod-ip: steady']));
  });

  it('asks of ingress at the server, and of egress at the client', () => {
    const plan = planOf({ nodes: ['n1', 'n2'] });
    const nodeOf = new Map(plan.pods.map((pod) => [keyOf(pod), pod.node]));
    for (const planned of plan.cells) {
      const [from, to] = endsOf(planned).map((pod) => nodeOf.get(pod));
      expect(planned.canary?.node, planned.cell.id).to.equal(['ingress', 'peers'].includes(planned.canary?.direction ?? '') ? to : from);
    }
  });
});

describe('a plan with a canary', () => {
  it('is whole by itself: every end is a pod of the plan, every Service leads to one of them', () => {
    const plan = planOf({ nodes: ['n1', 'n2'] });
    const known = new Set(plan.pods.map(keyOf));
    expect(plan.cells.flatMap(endsOf).every((end) => known.has(end))).to.equal(true);
    for (const { selector, namespace } of plan.canary?.services ?? []) {
      const led = plan.pods.filter((pod) => pod.namespace === namespace && Object.entries(selector).every(([key, value]) => pod.labels[key] === value));
      expect(led.map(({ listen }) => listen.map(({ protocol, port }) => `${protocol}/${port}`)).flat()).to.include.members(['tcp/7117', 'udp/7117', 'tcp/7118', 'udp/7118']);
      expect(led).to.have.lengthOf(1);
    }
  });

  it('leaves the cells of a matrix as they are', () => {
    const matrix = { sources: { web: { namespace: 'app', labels: { app: 'web' } } }, targets: { redis: { standIn: { namespace: 'app', labels: { app: 'redis' } }, port: 6379 } }, expect: { web: { redis: 'deny' } } } as const;
    const bare = aPlan(matrix);
    const both = planRun({ ...planInput(matrix), canary: { namespace: 'netproof-canary-run1' } });
    expect(both.cells.filter(({ canary }) => canary === undefined)).to.deep.equal(bare.cells);
    expect(both.pods.filter(({ role }) => role === 'source' || role === 'stand-in').slice(0, 2)).to.deep.equal(bare.pods.slice(0, 2));
    expect(both.canary?.nodes).to.deep.equal(['node-1', 'node-2']);
  });

  it('tells each pod what to dial, by addresses that become known later', () => {
    const plan = planOf({ nodes: ['n1', 'n2'] });
    const dials = planDials(plan, 's', { ipsOf: (pod) => [`10.0.0.${plan.pods.findIndex(({ name }) => name === pod.name)}`], controlServiceIps: ['10.96.0.9'], canaryServiceIps: ({ name, namespace }) => [`svc-${namespace}-${name}`] });
    const virtual = dials.filter(({ address }) => address.startsWith('svc-'));
    // 224 cells, half of them IPv4, half of those through a Service, each a dial of its own.
    expect(virtual).to.have.lengthOf(56);
    expect(virtual.every(({ answeredBy }) => answeredBy !== undefined)).to.equal(true);
  });
});

describe('nodesFor()', () => {
  const nothing = { cells: [], pods: [] };
  const matrix = { sources: { web: { namespace: 'app', labels: { app: 'web' } } }, targets: { out: { address: '203.0.113.1', port: 443 } }, expect: { web: { out: 'deny' } } } as const;

  it('takes all where nothing else is asked', () => expect(nodesFor({ namespace: 'c' }, nothing, ['a', 'b', 'c'])).to.deep.equal(['a', 'b', 'c']));
  it('takes those that are named, once each', () => expect(nodesFor({ namespace: 'c', nodes: ['b', 'b'] }, nothing, ['a', 'b'])).to.deep.equal(['b']));
  it('takes those that a matrix concerns', () => expect(nodesFor({ namespace: 'c' }, aPlan(matrix), ['node-1', 'node-2'])).to.deep.equal(['node-1']));
  it('refuses one that cannot take a probe', () => expect(() => nodesFor({ namespace: 'c', nodes: ['x', 'a'] }, nothing, ['a', 'b'])).to.throw('no canary on x: the nodes that can take one are a, b'));
});
