import { expect } from 'chai';
import { firstMatrix } from '../../../src/init/first-matrix.ts';
import type { FirstMatrixInput } from '../../../src/init/first-matrix.ts';
import { parseMatrix } from '../../../src/matrix/parse.ts';
import { renderFirstMatrix } from '../../../src/report/first-matrix-yaml.ts';
import type { World, WorldService } from '../../../src/world/world.ts';
import { aWorld, aWorldPod } from '../../support/world.ts';

const port = (number: number, name = ''): { name: string; protocol: 'TCP'; port: number } => ({ name, protocol: 'TCP', port: number });
const service = (name: string, fields: Partial<WorldService> = {}): WorldService => ({ namespace: 'shop', name, selector: { app: name }, ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 8080 }], clusterIps: ['10.96.0.9'], ...fields });
const pods = [aWorldPod('web', { ports: [port(8080), port(9090)] }), aWorldPod('redis', { ports: [port(6379)] })];

const look = (world: World, more: Partial<FirstMatrixInput> = {}) => firstMatrix({ world, namespaces: ['shop'], inCloud: false, whyNotWear: () => undefined, whyNotDial: () => undefined, destinationsOf: () => 1, mostDestinations: 200, ...more });
const namesIn = ({ derived, rows, columns }: ReturnType<typeof look>): { sources: (string | undefined)[]; targets: (string | undefined)[] } => ({ sources: rows.map((row) => derived.sources[row]?.name), targets: columns.map((column) => derived.targets[column]?.name) });

interface Case {
  readonly name: string;
  readonly world: World;
  readonly more?: Partial<FirstMatrixInput>;
  readonly targets: readonly string[];
  readonly sources?: readonly string[];
  readonly leftOut?: readonly string[];
}

const usualRows = ['outsider', 'redis', 'stranger', 'web'];
const unknownServer = 'target apiserver: policy says nothing of it for sure: the addresses of the API server are not known';
const noCloud = 'target metadata: no node is known to run in a cloud';
const noInternet = 'target internet: name a host of yours with --internet';
const usual = [unknownServer, noCloud, noInternet];

const cases: readonly Case[] = [
  { name: 'Services, and ports that pods declare and no Service leads to', world: aWorld({ pods, services: [service('web')] }), targets: ['redis:6379', 'web:80', 'web:9090'] },
  { name: 'a port once that a Service leads to by its name', world: aWorld({ pods: [aWorldPod('web', { ports: [port(8080, 'http')] })], services: [service('web', { ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 'http' }] })] }), sources: ['outsider', 'stranger', 'web'], targets: ['web:80'] },
  { name: 'a Service and a port of one name apart', world: aWorld({ pods: [aWorldPod('web', { ports: [port(80)] })], services: [service('web')] }), sources: ['outsider', 'stranger', 'web'], targets: ['web:80', 'web:80-2'] },
  { name: 'no Service that leads nowhere, or is asked by UDP', world: aWorld({ pods, services: [service('web'), { namespace: 'shop', name: 'extern', ports: [], clusterIps: [] }, service('syslog', { ports: [{ name: '', transport: 'UDP', port: 514, targetPort: 514 }] })] }), targets: ['redis:6379', 'web:80', 'web:9090'], leftOut: ['Service shop/extern: it selects no pods, so nobody knows where it leads', 'Service shop/syslog, UDP 514: nothing but DNS can be asked by UDP (add speak: dns if it is)', ...usual] },
  { name: 'no Service behind which nobody is', world: aWorld({ pods, services: [service('gone')] }), targets: ['redis:6379', 'web:8080', 'web:9090'], leftOut: ['target gone:80: policy says nothing of it for sure: no pod is behind this Service', ...usual] },
  { name: 'no labels that may not be worn, neither as source nor as target', world: aWorld({ pods }), more: { whyNotWear: (_, labels) => (labels['app'] === 'web' ? 'an autoscaler counts it' : undefined) }, sources: ['outsider', 'redis', 'stranger'], targets: ['redis:6379'], leftOut: ['source web: an autoscaler counts it', 'target web:8080: an autoscaler counts it', 'target web:9090: an autoscaler counts it', ...usual] },
  { name: 'nothing that cannot be dialled', world: aWorld({ pods, services: [service('web')] }), more: { whyNotDial: (target) => ('service' in target ? 'no ready endpoint' : undefined) }, targets: ['redis:6379', 'web:9090'], leftOut: ['target web:80: no ready endpoint', ...usual] },
  { name: 'no more than a probe can dial', world: aWorld({ pods }), more: { mostDestinations: 2 }, targets: ['redis:6379', 'web:8080'], leftOut: ['target web:9090: one source dials 2 addresses at most: write a matrix for each namespace', ...usual] },
  { name: 'the world outside, where a host stands for it', world: aWorld({ pods }), more: { internet: '198.51.100.1' }, targets: ['redis:6379', 'web:8080', 'web:9090', 'internet'], leftOut: [unknownServer, noCloud] },
  { name: 'metadata in a cloud', world: aWorld({ pods }), more: { inCloud: true }, targets: ['redis:6379', 'web:8080', 'web:9090', 'metadata'], leftOut: [unknownServer, noInternet] },
  { name: 'only pods that are meant', world: aWorld({ pods }), more: { pods: { matchLabels: { app: 'redis' }, matchExpressions: [] } }, sources: ['outsider', 'redis', 'stranger'], targets: ['redis:6379'], leftOut: ['1 pod left out: -l does not select them', ...usual] },
];

describe('firstMatrix()', () => {
  for (const { name, world, more = {}, sources = usualRows, targets, leftOut } of cases) {
    it(`has ${name}`, () => {
      const first = look(world, more);
      const named = namesIn(first);
      expect({ ...named, targets: named.targets.filter((target) => !target?.startsWith('dns')) }).to.deep.equal({ sources, targets });
      if (leftOut !== undefined) expect(first.leftOut.filter((why) => !why.startsWith('target dns'))).to.have.members([...leftOut]);
    });

    it(`writes what can be read, with all sources and targets: ${name}`, () => {
      const first = look(world, more);
      const { matrix, answers } = parseMatrix(renderFirstMatrix(first, { name: 'shop', namespaces: ['shop'] }), 'first.yaml');
      expect([Object.keys(matrix.sources), Object.keys(matrix.targets)]).to.deep.equal([namesIn(first).sources, namesIn(first).targets]);
      for (const { source, target, expectation } of answers) {
        const [row, column] = [first.derived.sources.findIndex((one) => one.name === source), first.columns.find((at) => first.derived.targets[at]?.name === target) ?? -1];
        const { verdict } = first.derived.answer(row, column);
        expect(typeof expectation === 'string' ? expectation : 'undefined', `${source} -> ${target}`).to.equal(verdict);
      }
    });
  }

  it('guesses by NetworkPolicies alone where others may decide, too, and says so', () => {
    const world = aWorld({ pods, otherPolicies: { objects: [{ resource: 'networkpolicies.crd.projectcalico.org', namespace: 'shop', name: 'p', version: '1' }], unreadable: ['ciliumnetworkpolicies.cilium.io'] } });
    const first = look(world);
    expect(namesIn(first).targets).to.include('redis:6379');
    expect(renderFirstMatrix(first, { name: 'shop', namespaces: ['shop'] })).to.include('\n# REVIEW: policies of other kinds may decide, too, and are not read: networkpolicies.crd.projectcalico.org, ciliumnetworkpolicies.cilium.io.\n');
  });

  it('refuses to write a matrix that asks nothing', () => {
    expect(() => look(aWorld(), { whyNotDial: () => 'nobody is there' })).to.throw(/^There is nothing in shop that a matrix could ask: /);
  });
});
