import { expect } from 'chai';
import { specialTargets } from '../../../src/derive/specials.ts';
import type { World } from '../../../src/world/world.ts';
import { aWorld, aWorldPod } from '../../support/world.ts';

const dnsPorts = [{ name: 'dns', transport: 'UDP' as const, port: 53, targetPort: 'dns' }, { name: 'dns-tcp', transport: 'TCP' as const, port: 53, targetPort: 'dns-tcp' }];
const kubeDns = { namespace: 'kube-system', name: 'kube-dns', selector: { 'k8s-app': 'kube-dns' }, ports: dnsPorts, clusterIps: ['10.96.0.10'] };
const coredns = aWorldPod('coredns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, ports: [{ name: 'dns', protocol: 'UDP', port: 5353 }, { name: 'dns-tcp', protocol: 'TCP', port: 5354 }] });

const ofWorld = (fields: Parameters<typeof aWorld>[0] = {}) => {
  const targets = specialTargets(aWorld(fields), '198.51.100.1');
  return (name: string) => targets.find((target) => target.name === name);
};
const endsOf = (target: ReturnType<ReturnType<typeof ofWorld>>) => target?.ends.map(({ target: end, protocol, port, through }) => `${protocol} ${end.kind === 'address' ? end.ip : end.kind === 'node' ? end.name : `${end.namespace}/${end.labels['k8s-app']}`}:${port}${through === undefined ? '' : ` by ${through.ip}`}`);

describe('specialTargets()', () => {
  it('are always there, in this order', () => {
    expect(specialTargets(aWorld(), '198.51.100.1').map(({ name }) => name)).to.deep.equal(['dns', 'apiserver', 'metadata', 'internet']);
    expect(specialTargets(aWorld({ services: [kubeDns], pods: [coredns] }), '198.51.100.1').map(({ name }) => name)).to.deep.equal(['dns-udp', 'dns-tcp', 'apiserver', 'metadata', 'internet']);
  });

  it('ask for DNS by each protocol, at the pods behind its Service and by their own ports', () => {
    const named = ofWorld({ services: [kubeDns], pods: [coredns] });
    expect(endsOf(named('dns-udp'))).to.deep.equal(['UDP kube-system/kube-dns:5353 by 10.96.0.10']);
    expect(endsOf(named('dns-tcp'))).to.deep.equal(['TCP kube-system/kube-dns:5354 by 10.96.0.10']);
    expect(named('dns-udp')?.target).to.deep.equal({ service: { namespace: 'kube-system', name: 'kube-dns' }, port: 53, protocol: 'UDP', speak: 'dns' });
  });

  it('take what is usual for DNS where no Service says who it is, and say so', () => {
    const dns = ofWorld()('dns');
    expect(endsOf(dns)).to.deep.equal(['UDP kube-system/kube-dns:53', 'TCP kube-system/kube-dns:53']);
    expect(dns?.comment).to.match(/^taken for pods of kube-system/);
    expect(dns?.ends.map(({ target }) => (target.kind === 'pod' ? target.ports.map(({ name, protocol, port }) => `${name} ${protocol} ${port}`) : []))).to.deep.equal([1, 2].map(() => ['dns UDP 53', 'dns-tcp TCP 53']));
  });

  const unknown: readonly [name: string, world: Parameters<typeof aWorld>[0], target: string, why: RegExp][] = [
    ['DNS without a pod behind it', { services: [kubeDns] }, 'dns-udp', /no pod/],
    ['DNS that a cluster has elsewhere', { nodes: [{ kind: 'node', name: 'n', ips: ['192.0.2.1'] }] }, 'dns', /Service of the cluster’s DNS is not known/],
    ['an API server that files do not tell', {}, 'apiserver', /API server/],
  ];
  for (const [name, world, target, why] of unknown) {
    it(`leave open ${name}`, () => {
      const found = ofWorld(world)(target);
      expect(found?.ends).to.deep.equal([]);
      expect(found?.unknown).to.match(why);
      expect(found?.comment).to.equal(undefined);
    });
  }

  it('know the API server on its node, by both ways', () => {
    const node = { kind: 'node' as const, name: 'cp', ips: ['172.18.0.2'] };
    const apiserver: World['apiserver'] = [{ target: node, port: 6443 }, { target: node, port: 6443, through: { kind: 'cluster-ip', ip: '10.96.0.1', port: 443 } }];
    expect(endsOf(ofWorld({ nodes: [node], apiserver })('apiserver'))).to.deep.equal(['TCP cp:6443', 'TCP cp:6443 by 10.96.0.1']);
  });

  it('take the metadata server that clouds share, and the internet for the address that stands for it', () => {
    expect(endsOf(ofWorld()('metadata'))).to.include('TCP 169.254.169.254:80');
    expect(endsOf(ofWorld()('internet'))).to.deep.equal(['TCP 198.51.100.1:443']);
  });
});
