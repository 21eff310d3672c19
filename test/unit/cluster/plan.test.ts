import { expect } from 'chai';
import { fabricCommands, nodeCommands, outsideCommands } from '../../cluster/network/plan.ts';

describe('fabricCommands()', () => {
  it('gives the fabric no way out but into its own hosts', () => {
    const routes = fabricCommands([], 2).filter((command) => command.startsWith('route'));
    const gateways = routes.flatMap((route) => /via (\S+)/.exec(route)?.[1] ?? []);

    expect(routes.filter((route) => /default|::\/0/.test(route)).every((route) => route.includes('blackhole'))).to.equal(true);
    expect(gateways.every((gateway) => /^(172\.30\.0\.|fd30::)/.test(gateway))).to.equal(true);
  });

  it('cables every host to the namespaces of its anchor', () => {
    const ports = [{ host: 'node1', address: { v4: '172.30.0.11', v6: 'fd30::11' }, anchorPid: 42 }];
    expect(fabricCommands(ports, 1)).to.include('link add v-node1 type veth peer name eth0 netns 42');
  });
});

describe('nodeCommands()', () => {
  it('routes to the pods of the other nodes, in both families', () => {
    expect(nodeCommands('node2', 3)).to.deep.equal([
      'route add 10.244.1.0/24 via 172.30.0.11',
      'route add fd44:0:0:1::/64 via fd30::11',
      'route add 10.244.3.0/24 via 172.30.0.13',
      'route add fd44:0:0:3::/64 via fd30::13',
    ]);
  });
});

describe('outsideCommands()', () => {
  it('answers for the internet and the metadata service', () => {
    expect(outsideCommands().join('\n')).to.include('203.0.113.10/32').and.include('169.254.169.254/32').and.include('2001:db8::10/128');
  });
});
