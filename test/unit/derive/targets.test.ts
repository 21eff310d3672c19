import { expect } from 'chai';
import { anyTarget } from '../../../src/matrix/targets.ts';
import { answersIn, aWorldPod, derivedOf } from '../../support/world.ts';

const http = { name: 'http', protocol: 'TCP' as const, port: 8080 };
const told = (...args: Parameters<typeof derivedOf>) => derivedOf(...args).targets.map(({ name, target }) => [name, 'standIn' in target ? target.ports : undefined]);

describe('podTargets()', () => {
  it('has a stand-in for each port of each class, under the name that rules know it by', () => {
    expect(told({ pods: [aWorldPod('web', { ports: [http, { name: '', protocol: 'UDP', port: 53 }] })] })).to.deep.equal([
      ['web:53-udp', [{ port: 53, protocol: 'UDP' }]],
      ['web:7717', [{ port: 7717, protocol: 'TCP' }]],
      ['web:8080', [{ port: 8080, protocol: 'TCP', name: 'http' }]],
    ]);
  });

  it('wears the labels of the class, in its namespace', () => {
    const { targets } = derivedOf({ pods: [aWorldPod('web', { labels: { app: 'web', 'pod-template-hash': '5d4' } })] });
    expect(targets.map(({ target }) => ('standIn' in target ? target.standIn : undefined))).to.deep.equal([{ namespace: 'shop', labels: { app: 'web' } }]);
  });

  it('knows of each whose port it is, and one end', () => {
    const { sources, targets } = derivedOf({ pods: [aWorldPod('web', { ports: [http] }), aWorldPod('db')] });
    expect(targets.map(({ name, of = -1, ends }) => [name, sources[of]?.name, ends.length])).to.deep.equal([['db:7717', 'db', 1], ['web:7717', 'web', 1], ['web:8080', 'web', 1]]);
  });

  it('has no column for SCTP, which cannot be dialled', () => {
    expect(told({ pods: [aWorldPod('web', { ports: [{ name: 'sig', protocol: 'SCTP', port: 3868 }] })] }).map(([name]) => name)).to.deep.equal(['web:7717']);
  });

  it('asks for both protocols of one number', () => {
    const ports = [{ name: 'dns', protocol: 'UDP' as const, port: 53 }, { name: 'dns-tcp', protocol: 'TCP' as const, port: 53 }];
    expect(told({ pods: [aWorldPod('web', { ports })] }).slice(0, 2)).to.deep.equal([['web:53', [{ port: 53, protocol: 'TCP', name: 'dns-tcp' }]], ['web:53-udp', [{ port: 53, protocol: 'UDP', name: 'dns' }]]]);
  });

  it('keeps apart classes that differ in what a port is called', () => {
    const policies = { 'shop/named': 'podSelector: {}\ningress: [{ports: [{port: http}]}]' };
    const pods = [aWorldPod('web', { ports: [http] }), aWorldPod('old', { labels: { app: 'web' }, ports: [{ ...http, port: 9090 }] })];
    const answers = answersIn(derivedOf({ pods, policies }));
    expect([answers['web -> old:9090'], answers['web -> old:7717'], answers['old -> web:8080'], answers['old -> web:7717']]).to.deep.equal(['allow', 'deny', 'allow', 'deny']);
  });

  it('are all targets that a matrix may have', () => {
    const { targets } = derivedOf({ pods: [aWorldPod('web', { ports: [http, { name: '', protocol: 'UDP', port: 53 }] })] });
    for (const { target } of targets) expect(anyTarget.safeParse(target).success).to.equal(true);
  });
});
