import { expect } from 'chai';
import { toPodEndpoint, worldOfSnapshot } from '../../../src/world/world.ts';
import { aNode, aPod, aService, aSlice, aSnapshot } from '../../support/snapshot.ts';
import { aLivePod, http, worldOfText } from '../../support/live-world.ts';

const owned = (kind: string, name: string, labels: Record<string, string> = {}) => aPod('p', { controller: { kind, name }, labels });

describe('worldOfSnapshot()', () => {
  for (const { name, pod, called } of [
    { name: 'its own name, where nobody keeps it and no label tells more', pod: aPod('web', { labels: { tier: 'front' } }), called: 'web' },
    { name: 'its label, where nobody keeps it', pod: aPod('web-x7k2p', { labels: { app: 'web' } }), called: 'web' },
    { name: "its CronJob's name, whenever that ran", pod: owned('Job', 'backup-29384720', { app: 'jobs' }), called: 'backup' },
    { name: 'the whole name of a Job of its own', pod: owned('Job', 'migrate-42'), called: 'migrate-42' },
    { name: "its ReplicaSet's without the hash, which is its Deployment's", pod: owned('ReplicaSet', 'web-7d9', { 'pod-template-hash': '7d9' }), called: 'web' },
    { name: 'the whole name of a ReplicaSet that no Deployment made', pod: owned('ReplicaSet', 'web-7d9'), called: 'web-7d9' },
    { name: 'the whole name of what is not called by its hash', pod: owned('ReplicaSet', 'web-7d9', { 'pod-template-hash': '8e0' }), called: 'web-7d9' },
    { name: "its StatefulSet's name", pod: owned('StatefulSet', 'db'), called: 'db' },
  ]) {
    it(`calls a pod by ${name}`, () => expect(worldOfSnapshot(aSnapshot({ pods: [pod] })).pods.map((one) => one.called)).to.deep.equal([called]));
  }

  it('knows no pod that has finished, and no node of one that has none', () => {
    const { pods } = worldOfSnapshot(aSnapshot({ pods: [aPod('done', { finished: true }), aPod('waiting', { node: '' })] }));
    expect(pods.map(({ name, node }) => ({ name, node }))).to.deep.equal([{ name: 'waiting', node: undefined }]);
  });

  const slice = aSlice('kubernetes', [], { ports: [{ name: 'https', transport: 'TCP', port: 6443 }], endpoints: [{ addresses: ['172.30.0.10'], ready: true }] });

  it('knows the API server by its endpoints, and through its ClusterIP', () => {
    const end = { target: { kind: 'address', ip: '172.30.0.10' }, port: 6443, family: 4 };
    expect(worldOfSnapshot(aSnapshot({ endpointSlices: [slice] })).apiserver).to.deep.equal([end, { ...end, through: { kind: 'cluster-ip', ip: '10.96.0.1', port: 443 } }]);
  });

  it('knows it for the node on which it runs', () => {
    const node = aNode('cp', { addresses: ['172.30.0.10'] });
    expect(worldOfSnapshot(aSnapshot({ endpointSlices: [slice], nodes: [node] })).apiserver[0]?.target).to.deep.equal({ kind: 'node', name: 'cp', ips: ['172.30.0.10'] });
  });

  it('knows no endpoint of other Services for it', () => {
    expect(worldOfSnapshot(aSnapshot({ services: [aService('web')], endpointSlices: [aSlice('web', [aPod('web')])] })).apiserver).to.deep.equal([]);
  });
});

describe('worldOfManifests()', () => {
  it('knows a pod by its name, and a template by that of its workload', () => {
    const { pods, nodes, apiserver } = worldOfText(
      '{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop, labels: {app: a}}, spec: {}}',
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: b, namespace: shop}, spec: {template: {metadata: {labels: {app: b}}, spec: {hostNetwork: true}}}}',
    );
    expect(pods.map(({ name, called, labels, hostNetwork }) => ({ name, called, labels, hostNetwork }))).to.deep.equal([
      { name: 'a', called: 'a', labels: { app: 'a' }, hostNetwork: false },
      { name: undefined, called: 'b', labels: { app: 'b' }, hostNetwork: true },
    ]);
    expect({ nodes, apiserver }).to.deep.equal({ nodes: [], apiserver: [] });
  });
});

describe('toPodEndpoint()', () => {
  it('keeps of ports those with a name', () => {
    const { ports, name, node } = toPodEndpoint(aLivePod('shop/web-1', { ports: [http, { ...http, name: '' }] }));
    expect({ ports, name, node }).to.deep.equal({ ports: [http], name: 'web-1', node: 'node-1' });
  });

  it('names neither pod nor node where there is none', () => {
    const { name, node, ...template } = aLivePod('shop/web-1');
    expect({ name, node }).to.deep.equal({ name: 'web-1', node: 'node-1' });
    expect(toPodEndpoint(template)).to.have.all.keys('kind', 'namespace', 'labels', 'ports', 'ips', 'hostNetwork');
  });
});
