import { expect } from 'chai';
import { bindPolicies } from '../../../../src/conformance/case/bind.ts';
import type { Stage } from '../../../../src/conformance/case/bind.ts';
import type { PolicyManifest } from '../../../../src/conformance/case/case.ts';

const stage: Stage = {
  namespaces: { x: 'set-7-x', y: 'set-7-y', z: 'set-7-z' },
  addresses: { 'x/b': ['10.1.0.2'], 'y/b': ['10.1.0.5', 'fd01::5'] },
};
const nameLabel = 'kubernetes.io/metadata.name';

const policy = (spec: PolicyManifest['spec'], name = 'p'): PolicyManifest => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'y' }, spec });

const bound: readonly { readonly name: string; readonly spec: PolicyManifest['spec']; readonly becomes: PolicyManifest['spec'] }[] = [
  { name: 'what speaks of neither names nor addresses', spec: { podSelector: { matchLabels: { pod: 'x' } }, policyTypes: ['Ingress'], ingress: null }, becomes: { podSelector: { matchLabels: { pod: 'x' } }, policyTypes: ['Ingress'], ingress: null } },
  { name: 'the label that names a namespace', spec: { ingress: [{ from: [{ namespaceSelector: { matchLabels: { [nameLabel]: 'y', ns: 'y' } } }] }] }, becomes: { ingress: [{ from: [{ namespaceSelector: { matchLabels: { [nameLabel]: 'set-7-y', ns: 'y' } } }] }] } },
  {
    name: 'expressions about that label, and no others',
    spec: { egress: [{ to: [{ namespaceSelector: { matchExpressions: [{ key: nameLabel, operator: 'NotIn', values: ['x', 'z', 'w'] }, { key: 'ns', operator: 'In', values: ['x'] }] } }] }] },
    becomes: { egress: [{ to: [{ namespaceSelector: { matchExpressions: [{ key: nameLabel, operator: 'NotIn', values: ['set-7-x', 'set-7-z', 'w'] }, { key: 'ns', operator: 'In', values: ['x'] }] } }] }] },
  },
  {
    name: 'addresses of both families, in blocks and their exceptions',
    spec: { egress: [{ to: [{ ipBlock: { cidr: '<y/b>/8', except: ['<x/b>/32'] } }, { ipBlock: { cidr: '<y/b v6>/128' } }, { ipBlock: { cidr: '0.0.0.0/0' } }] }] },
    becomes: { egress: [{ to: [{ ipBlock: { cidr: '10.1.0.5/8', except: ['10.1.0.2/32'] } }, { ipBlock: { cidr: 'fd01::5/128' } }, { ipBlock: { cidr: '0.0.0.0/0' } }] }] },
  },
];

describe('bindPolicies()', () => {
  for (const { name, spec, becomes } of bound) {
    it(`binds ${name}`, () => expect(bindPolicies([policy(spec)], stage)).to.deep.equal([{ ...policy(becomes), metadata: { name: 'p', namespace: 'set-7-y' } }]));
  }

  it('leaves the manifest as it was', () => {
    const manifest = policy({ egress: [{ to: [{ ipBlock: { cidr: '<y/b>/32' } }] }] });
    bindPolicies([manifest], stage);
    expect(manifest).to.deep.equal(policy({ egress: [{ to: [{ ipBlock: { cidr: '<y/b>/32' } }] }] }));
  });

  const to = (cidr: string): PolicyManifest => policy({ egress: [{ to: [{ ipBlock: { cidr } }] }] });
  const unbound: readonly { readonly name: string; readonly policies: readonly PolicyManifest[]; readonly because: string }[] = [
    { name: 'a pod that has no address of the family', policies: [to('<y/b>/32'), to('<x/b v6>/128')], because: 'x/b has no IPv6 address here' },
    { name: 'a pod that has no address at all', policies: [to('<z/c>/32')], because: 'z/c has no IPv4 address here' },
    { name: 'an exception that has no address', policies: [policy({ ingress: [{ from: [{ ipBlock: { cidr: '::/0', except: ['<x/b v6>/128'] } }] }] })], because: 'x/b has no IPv6 address here' },
  ];
  for (const { name, policies, because } of unbound) it(`says why it cannot: ${name}`, () => expect(bindPolicies(policies, stage)).to.equal(because));
});
