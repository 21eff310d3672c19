import { expect } from 'chai';
import { canaryScope, policyScope, scopeOf, scopeOfAll } from '../../../src/run/scope.ts';
import { aMatrix } from '../../support/matrix.ts';

const pods = (namespace: string): object => ({ namespace, labels: { a: 'b' } });
const sources = { web: pods('front') };
const cases: readonly { name: string; target: object; namespaces: string[]; targets: string[]; services?: string[]; clusterCa?: boolean }[] = [
  { name: 'live pods', target: { pods: pods('data'), port: 1 }, namespaces: ['data', 'front'], targets: ['data'] },
  { name: 'a Service', target: { service: { namespace: 'data', name: 's' }, port: 1 }, namespaces: ['data', 'front'], targets: ['data'] },
  { name: 'a stand-in, where no live pod matters', target: { standIn: pods('data'), port: 1 }, namespaces: ['data', 'front'], targets: [] },
  { name: 'cluster-dns', target: { wellKnown: 'cluster-dns' }, namespaces: ['front', 'kube-system'], targets: ['kube-system'] },
  { name: 'the API server', target: { wellKnown: 'apiserver' }, namespaces: ['default', 'front'], targets: ['default'], clusterCa: true },
  { name: 'cloud metadata', target: { wellKnown: 'cloud-metadata' }, namespaces: ['front'], targets: [] },
  { name: 'a host, which the Service of the cluster\'s DNS resolves', target: { host: 'example.com', port: 1 }, namespaces: ['front'], services: ['kube-system'], targets: [] },
  { name: 'nodes', target: { nodes: {}, port: 1 }, namespaces: ['front'], targets: [] },
  { name: 'the internet', target: { wellKnown: 'internet', addresses: ['203.0.113.1'] }, namespaces: ['front'], targets: [] },
  { name: 'an address', target: { address: '203.0.113.1', port: 1 }, namespaces: ['front'], targets: [] },
  { name: 'live pods in the source\'s namespace, once', target: { pods: pods('front'), port: 1 }, namespaces: ['front'], targets: ['front'] },
];

describe('scopeOf()', () => {
  for (const { name, target, namespaces, targets, services = [], clusterCa = false } of cases) {
    it(`looks where it must for ${name}`, () => expect(scopeOf(aMatrix({ sources, targets: { target } }).matrix)).to.deep.equal({ namespaces, targets, services, clusterCa }));
  }
});

describe('scopeOfAll()', () => {
  const written = scopeOf(aMatrix({ sources, targets: { target: { pods: pods('data'), port: 1 } } }).matrix);

  it('looks nowhere but where somebody asks: more would need rights', () => expect(scopeOfAll([written])).to.deep.equal(written));

  it('looks wherever anybody asks', () => {
    expect(scopeOfAll([written, policyScope(['bank'])])).to.deep.equal({ namespaces: ['bank', 'data', 'default', 'front', 'kube-system'], targets: ['bank', 'data', 'default', 'kube-system'], services: [], clusterCa: true });
  });

  it('looks for the API server\'s Service alone where nobody asks', () => expect(scopeOfAll([])).to.deep.equal(canaryScope));
});
