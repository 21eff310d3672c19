import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseMatrix } from '../../../src/matrix/parse.ts';
import { startApiServer } from './api-server.ts';
import type { Answers } from './api-server.ts';
import { createFolder, netproof } from './process.ts';

const examples = join(import.meta.dirname, '../../../examples');
const manifestsOf = (example: string): string[] => ['--manifests', join(examples, example, 'workloads.yaml'), '--manifests', join(examples, example, 'policies')];

const pod = (namespace: string, name: string, app: string, ip: string): object => ({
  metadata: { namespace, name, uid: name, labels: { app }, ownerReferences: [{ kind: 'DaemonSet', name: app, controller: true }] },
  spec: { nodeName: 'node-1', serviceAccountName: 'default', containers: [{ name: 'c', ports: [{ containerPort: 8080 }] }] },
  status: { phase: 'Running', podIPs: [{ ip }], conditions: [{ type: 'Ready', status: 'True' }] },
});

/** Two namespaces with a workload each, one of them behind a Service. */
const cluster: Answers = {
  '/version': { gitVersion: 'v1.34.0' },
  '/api/v1/namespaces': ['default', 'kube-system', 'shop', 'bank', 'empty'].map((name) => ({ metadata: { name, uid: name, labels: { 'kubernetes.io/metadata.name': name } } })),
  '/api/v1/nodes': [{ metadata: { name: 'node-1' }, spec: {}, status: { conditions: [{ type: 'Ready', status: 'True' }], addresses: [{ type: 'InternalIP', address: '192.0.2.1' }] } }],
  '/api/v1/pods': [pod('shop', 'web-1', 'web', '10.0.0.1'), pod('bank', 'api-1', 'api', '10.0.0.2')],
  '/api/v1/namespaces/default/pods': [],
  '/api/v1/services': [
    { metadata: { namespace: 'default', name: 'kubernetes' }, spec: { clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1'], ports: [{ port: 443, targetPort: 6443, protocol: 'TCP' }] } },
    { metadata: { namespace: 'shop', name: 'web' }, spec: { clusterIP: '10.96.0.2', clusterIPs: ['10.96.0.2'], selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }] } },
    { metadata: { namespace: 'shop', name: 'gone' }, spec: { clusterIP: '10.96.0.3', clusterIPs: ['10.96.0.3'], selector: { app: 'web' }, ports: [{ port: 81, targetPort: 8080, protocol: 'TCP' }] } },
  ],
  '/apis/discovery.k8s.io/v1/endpointslices': [
    { metadata: { namespace: 'shop', name: 'web-x', labels: { 'kubernetes.io/service-name': 'web' } }, addressType: 'IPv4', ports: [{ name: '', port: 8080, protocol: 'TCP' }], endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true }, nodeName: 'node-1' }] },
  ],
  '/apis/networking.k8s.io/v1/networkpolicies': [{ metadata: { namespace: 'shop', name: 'deny' }, spec: { podSelector: {}, policyTypes: ['Ingress'] } }],
};

describe('netproof init', function () {
  this.timeout(60_000);
  const folder = createFolder();
  after(folder.remove);

  for (const example of globSync('*/matrix.yaml', { cwd: examples }).map((file) => file.split('/')[0] ?? '')) {
    it(`writes a first matrix of ${example} that check accepts as it is, and agrees with`, async () => {
      const { code, stdout, stderr } = await netproof(['init', ...manifestsOf(example)]);
      expect(code).to.equal(0);
      expect(stderr).to.match(/^\d+ sources, \d+ targets, \d+ left out: every answer is a guess; correct them, then netproof check -f FILE\n$/);
      const checked = await netproof(['check', '-f', '-', ...manifestsOf(example)], { input: stdout });
      expect(checked).to.include({ code: 0, stderr: '' });
      expect(checked.stdout).to.match(/ 0 policy mismatches, 0 undefined, /);
    });
  }

  const look = async (args: readonly string[], namespace?: string) => {
    const server = await startApiServer(cluster, namespace === undefined ? {} : { namespace });
    const ended = await netproof(['init', '-q', '--kubeconfig', folder.write('config', server.kubeconfig), ...args]);
    await server.close();
    expect(ended).to.include({ code: 0, stderr: '' });
    return { text: ended.stdout, matrix: parseMatrix(ended.stdout, 'first.yaml').matrix };
  };

  it('looks at the namespace of the context, as kubectl does', async () => {
    const { text, matrix } = await look([], 'shop');
    expect(matrix.metadata.name).to.equal('shop');
    expect(Object.keys(matrix.sources)).to.deep.equal(['outsider', 'stranger', 'web']);
    expect(Object.keys(matrix.targets)).to.include('web:80');
    expect(text).to.match(/# - target gone:81: .*no ready IPv4 endpoint/).and.include('  # REVIEW: no policy restricts what web sends\n');
  });

  it('looks at the namespace that is named, and at all of them where anybody lives', async () => {
    const [one, all] = [await look(['-n', 'bank'], 'shop'), await look(['-A'], 'shop')];
    expect(one.matrix.metadata.name).to.equal('bank');
    expect(Object.keys(one.matrix.targets)).to.include('api:8080');
    expect(all.matrix.metadata.name).to.equal('first');
    expect(Object.keys(all.matrix.sources)).to.include.members(['bank.api', 'shop.web']).and.not.include('empty.stranger');
  });

  it('writes a file, and never over another', async () => {
    const to = folder.path('first.yaml');
    const write = () => netproof(['init', ...manifestsOf('yaobank'), '--to', to]);
    expect(await write()).to.include({ code: 0, stdout: '' });
    const written = readFileSync(to, 'utf8');
    expect(parseMatrix(written, to).matrix.metadata.name).to.equal('first');
    expect(await write()).to.deep.equal({ code: 2, stdout: '', stderr: `netproof: Cannot write "${to}": it is there already, and is not overwritten\n` });
    expect(readFileSync(to, 'utf8')).to.equal(written);
  });

  it('names a namespace that is not there, and what to do', async () => {
    const server = await startApiServer(cluster);
    const ended = await netproof(['init', '-n', 'shpo', '--kubeconfig', folder.write('config', server.kubeconfig)]);
    await server.close();
    expect(ended).to.deep.equal({ code: 2, stdout: '', stderr: 'netproof: there is no namespace "shpo"\nnetproof: next: kubectl get namespaces shows those that there are\n' });
  });

  it('says what to do where it may not look', async () => {
    const server = await startApiServer({}, { refuses: 403 });
    const { code, stdout, stderr } = await netproof(['init', '-A', '--kubeconfig', folder.write('config', server.kubeconfig)]);
    await server.close();
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.match(/^netproof: Cannot list namespaces: .*forbidden.*\nnetproof: next: docs\/safety\.md has the rights /);
  });
});
