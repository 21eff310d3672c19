import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { ClusterError, attach, down, up, type Cluster, type ClusterOptions } from '../../cluster/index.ts';
import { requireCluster, tell } from '../support/stages.ts';

const options: Partial<ClusterOptions> = {
  name: 'e2e-lifecycle',
  nodes: 4,
  cni: 'calico',
  enforcerOff: ['node2'],
  flags: { 'kube-controller-manager': ['--node-monitor-grace-period=8s'] },
};

describe('a running test cluster', function () {
  this.timeout(60_000);
  let cluster: Cluster;

  before(async function () {
    requireCluster(this);
    cluster = await up(options, tell());
  });

  after(() => down('e2e-lifecycle'));

  it('is found again by another up with the same options', async () => {
    const before = await cluster.controlPlane.pid('kube-apiserver');

    await up(options);

    expect(await cluster.controlPlane.pid('kube-apiserver')).to.equal(before);
  });

  it('is kept from an up with other options', async () => {
    await assert.rejects(up({ ...options, nodes: 3 }), (error) => {
      return error instanceof ClusterError && error.message.includes('it runs with --nodes 4 --cni calico');
    });
  });

  it('has an enforcer on every node but those without', async () => {
    expect(await cluster.node('node1').pid('felix')).to.be.a('number');
    await assert.rejects(cluster.node('node2').pid('felix'), /There is no felix on node2/);
  });

  it('ends a program on one node and starts it again', async () => {
    const { nodes } = await attach('e2e-lifecycle');
    const [first, , third] = nodes;
    const others = await third?.pid('kube-proxy');

    await first?.kill('kube-proxy');
    expect(await first?.pid('kube-proxy')).to.equal(undefined);
    expect(await third?.pid('kube-proxy')).to.equal(others);

    await first?.start('kube-proxy');
    expect(await first?.pid('kube-proxy')).to.be.a('number');
  });

  it('passes extra flags to a component', async () => {
    const pid = await cluster.controlPlane.pid('kube-controller-manager');
    expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).to.include('--node-monitor-grace-period=8s');
  });

  it('has addresses and routes of both families', async () => {
    const routes = await cluster.node('node4').exec(['ip', 'route']);
    const routes6 = await cluster.node('node4').exec(['ip', '-6', 'route']);

    expect(routes).to.include('10.244.1.0/24 via 172.30.0.11');
    expect(routes6).to.include('fd44:0:0:1::/64 via fd30::11');
  });

  it('keeps the way to a Service that no node knows yet', async () => {
    const service = '10.96.200.200';
    const dial = (address: string, seconds: number): Promise<string> => cluster.controlPlane.exec(['bash', '-c', `timeout ${seconds} bash -c '> /dev/tcp/${address}/443' 2> /dev/null || true`]);

    // The kernel heeds an ICMP redirect once it knows who it is sent to, and while the socket that it concerns is open.
    await dial('172.30.0.1', 1);
    await dial(service, 4);

    expect(await cluster.controlPlane.exec(['ip', 'route', 'get', service])).to.include('via 172.30.0.11').and.not.include('redirected');
  });
});
