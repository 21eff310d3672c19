/** Every kind of target, as a free source and a captive one meet it. Each answer was written before it was run. */
import { expect } from 'chai';
import { internet, metadata } from '../cluster/index.ts';
import { podsAndLeasesIn } from './support/leftovers.ts';
import { writeMatrix } from './support/matrix.ts';
import { applyObjects, makeNamespace, removeNamespace } from './support/namespace.ts';
import type { MatrixResult } from './support/netproof.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';
import { httpPodSpec } from './support/workload.ts';

const namespace = 'e2e-targets';
const web = { namespace, labels: { app: 'web' } };

/** Target, and the paths of its cells; `free` may reach all of them, `captive` may send nowhere. */
const targets: Record<string, { readonly target: object; readonly ways: readonly string[] }> = {
  sample: { target: { pods: { ...web, atMost: 2 }, port: 8080, speak: 'http' }, ways: ['TCP/8080 pod-ip'] },
  ports: { target: { standIn: { namespace, labels: { app: 'many' } }, ports: [53, 9000, { port: 53, protocol: 'UDP' }] }, ways: ['TCP/53 pod-ip', 'TCP/9000 pod-ip', 'UDP/53 pod-ip'] },
  service: { target: { service: { namespace, name: 'web' }, port: 80, speak: 'http', nodePorts: true }, ways: ['TCP/80 cluster-ip', 'TCP/80 endpoint', 'TCP/80 node-port'] },
  kubelets: { target: { nodes: {}, port: 10250, speak: 'tls' }, ways: ['TCP/10250 node'] },
  host: { target: { host: 'www.example.test', port: 80, speak: 'http' }, ways: ['TCP/80 direct'] },
  internet: { target: { wellKnown: 'internet', addresses: [internet.v4], speak: 'tls' }, ways: ['TCP/443 direct'] },
  resolver: { target: { address: internet.v4, port: 53, protocol: 'UDP', speak: 'dns' }, ways: ['UDP/53 direct'] },
  dns: { target: { wellKnown: 'cluster-dns' }, ways: ['UDP/53 cluster-ip', 'UDP/53 endpoint', 'TCP/53 cluster-ip', 'TCP/53 endpoint'] },
  apiserver: { target: { wellKnown: 'apiserver' }, ways: ['TCP/443 cluster-ip', 'TCP/443 endpoint'] },
  metadata: { target: { wellKnown: 'cloud-metadata', addresses: [metadata] }, ways: ['TCP/80 direct'] },
  'metadata-http': { target: { wellKnown: 'cloud-metadata', speak: 'http' }, ways: ['TCP/80 direct'] },
};

const matrix = writeMatrix('targets', {
  sources: { free: { namespace, labels: { app: 'free' } }, captive: { namespace, labels: { app: 'captive' } } },
  targets: Object.fromEntries(Object.entries(targets).map(([name, { target }]) => [name, target])),
  expect: { free: { '*': 'allow' }, captive: { '*': 'deny' } },
});

describe('every kind of target on Calico', function () {
  this.timeout(120_000);
  let stage: Stage;
  let result: MatrixResult;

  before(async function () {
    stage = await stageFor(this, 'calico');
    await makeNamespace(stage.kubectl, namespace);
    await applyObjects(stage.kubectl, [...pods, service, captivity]);
    await stage.kubectl(['wait', '--for=condition=Ready', '--timeout=60s', '-n', namespace, 'pod', '--all']);
    result = await stage.netproof.matrix(matrix);
  });

  after(() => removeNamespace(stage.kubectl, namespace));

  for (const [name, { ways }] of Object.entries(targets)) {
    it(`${name}: the free source reaches it, the captive one provably does not`, () => {
      const cells = result.report.cells.filter(({ cell }) => cell.target === name);
      const told = cells.map(({ cell, status }) => `${cell.source} ${cell.transport}/${cell.port} ${cell.path} ${status}`);
      expect(told.toSorted(), result.report.findings.map(({ message }) => message).join('\n')).to.deep.equal(['free', 'captive'].flatMap((source) => ways.map((way) => `${source} ${way} conforms`)).toSorted());
    });
  }

  it('says which pods were left out, where policy promises nothing, and nothing else', () => {
    const { remarks } = result.report;
    expect(remarks.join('\n')).to.match(/target sample: 2 of 3 pods are dialled: e2e-targets\/web-\d, e2e-targets\/web-\d/);
    expect(remarks.join('\n')).to.match(/target kubelets: a pod and its own node may always talk/);
    expect(remarks.join('\n')).to.not.match(/certificate|resolves nothing|another source/);
  });

  it('knows the API server by its certificate, and DNS by what it knows and what it does not', () => {
    const seen = result.report.cells.filter(({ cell }) => cell.source === 'free').flatMap(({ cell, reality }) => (reality?.destinations ?? []).map(({ tally }) => `${cell.target}: ${tally.last}`));
    expect(new Set(seen.filter((line) => line.startsWith('apiserver')))).to.deep.equal(new Set(['apiserver: connected (answer 200)']));
    expect(seen.filter((line) => line.startsWith('dns'))).to.satisfy((lines: string[]) => lines.every((line) => /connected \(answer (?:NOERROR|NXDOMAIN)\)/.test(line)));
    expect(seen).to.include('metadata-http: connected (answer 401)');
  });

  it('meets no server more than ten times from one source', () => {
    const connects = new Map<string, number>();
    for (const { cell, reality } of result.report.cells.filter(({ cell: { source, target } }) => source === 'free' && ['sample', 'service'].includes(target))) {
      // Whatever goes to a virtual address may all end at the same pod.
      for (const { address, tally } of reality?.destinations ?? []) connects.set(cell.path === 'endpoint' || cell.path === 'pod-ip' ? address : 'virtual', (connects.get(address) ?? 0) + tally.attempts);
    }
    const virtual = connects.get('virtual') ?? 0;
    const most = Math.max(...[...connects].filter(([address]) => address !== 'virtual').map(([, attempts]) => attempts));
    expect(virtual + most).to.be.at.most(12, 'three each from four dials is the least that settles anything');
  });

  it('leaves nothing', async () => {
    expect(result.code).to.equal(0);
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });
});

const [server] = httpPodSpec.containers;

const pods = [0, 1, 2].map((index) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name: `web-${index}`, labels: web.labels },
  spec: { ...httpPodSpec, nodeName: `node${(index % 2) + 1}`, containers: [{ ...server, ports: [{ name: 'web', containerPort: 8080 }] }] },
}));

/** Port 80, a named targetPort that is another one, and a port on each node. */
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace, name: 'web' },
  spec: { type: 'NodePort', selector: web.labels, ports: [{ port: 80, targetPort: 'web' }] },
};

const captivity = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace, name: 'captivity' },
  spec: { podSelector: { matchLabels: { app: 'captive' } }, policyTypes: ['Egress'], egress: [] },
};
