import { expect } from 'chai';
import type { NetworkPolicy } from '../../../src/model/network-policy.ts';
import { parseManifest } from '../../../src/manifests/policies.ts';
import { toNetworkPolicy } from '../../../src/policy/normalise.ts';
import type { WrittenSpec } from '../../../src/policy/normalise.ts';

const normal = (spec: WrittenSpec): NetworkPolicy => toNetworkPolicy({ name: 'p', namespace: 'n', spec }, 'unused');
const every = { matchLabels: {}, matchExpressions: [] };
const anything = { peers: [], ports: [] };

const directions: readonly { name: string; spec: WrittenSpec; expected: Pick<NetworkPolicy, 'ingress' | 'egress'> }[] = [
  { name: 'nothing but a selector', spec: {}, expected: { ingress: [] } },
  { name: 'an egress rule and no types', spec: { egress: [{}] }, expected: { ingress: [], egress: [anything] } },
  { name: 'an empty list of egress rules and no types', spec: { egress: [] }, expected: { ingress: [] } },
  { name: 'an empty list of types', spec: { policyTypes: [], egress: [{}] }, expected: { ingress: [], egress: [anything] } },
  { name: 'Egress alone', spec: { policyTypes: ['Egress'] }, expected: { egress: [] } },
  { name: 'Ingress alone, and egress rules that therefore do not count', spec: { policyTypes: ['Ingress'], egress: [{}] }, expected: { ingress: [] } },
  { name: 'Egress alone, and ingress rules that therefore do not count', spec: { policyTypes: ['Egress'], ingress: [{}] }, expected: { egress: [] } },
  { name: 'both', spec: { policyTypes: ['Ingress', 'Egress'], ingress: [{}] }, expected: { ingress: [anything], egress: [] } },
];

describe('toNetworkPolicy()', () => {
  for (const { name, spec, expected } of directions) it(`has the directions of ${name}`, () => expect(normal(spec)).to.deep.equal({ namespace: 'n', name: 'p', podSelector: every, ...expected }));

  const peers: readonly { name: string; peer: object; expected: object }[] = [
    { name: 'pods alone', peer: { podSelector: {} }, expected: { podSelector: every } },
    { name: 'namespaces alone', peer: { namespaceSelector: { matchLabels: { a: '' } } }, expected: { namespaceSelector: { matchLabels: { a: '' }, matchExpressions: [] } } },
    { name: 'both, with a field that is there and says nothing', peer: { podSelector: every, namespaceSelector: every, ipBlock: undefined }, expected: { podSelector: every, namespaceSelector: every } },
    { name: 'an expression without values', peer: { podSelector: { matchExpressions: [{ key: 'k', operator: 'Exists' }] } }, expected: { podSelector: { matchLabels: {}, matchExpressions: [{ key: 'k', operator: 'Exists', values: [] }] } } },
    { name: 'a block', peer: { ipBlock: { cidr: '10.0.0.1/8' } }, expected: { ipBlock: { cidr: '10.0.0.1/8', except: [] } } },
    { name: 'a block with zeros in front, which are decimal to the API server', peer: { ipBlock: { cidr: '010.08.00.0/08', except: ['010.100.001.0/24', '0.0.0.0/0'] } }, expected: { ipBlock: { cidr: '10.8.0.0/8', except: ['10.100.1.0/24', '0.0.0.0/0'] } } },
    { name: 'a block with an exception', peer: { ipBlock: { cidr: '::/0', except: ['fd00:0123::/32'] } }, expected: { ipBlock: { cidr: '::/0', except: ['fd00:0123::/32'] } } },
  ];
  for (const { name, peer, expected } of peers) {
    it(`keeps a peer of ${name}`, () => {
      expect(normal({ ingress: [{ from: [peer] }] }).ingress).to.deep.equal([{ peers: [expected], ports: [] }]);
      expect(normal({ egress: [{ to: [peer] }] }).egress).to.deep.equal([{ peers: [expected], ports: [] }]);
    });
  }

  const ports: readonly { name: string; port: object; expected: object }[] = [
    { name: 'nothing said', port: {}, expected: { protocol: 'TCP' } },
    { name: 'a protocol alone', port: { protocol: 'SCTP' }, expected: { protocol: 'SCTP' } },
    { name: 'a name', port: { port: 'web', protocol: 'UDP' }, expected: { protocol: 'UDP', port: 'web' } },
    { name: 'a range', port: { port: 1, endPort: 9 }, expected: { protocol: 'TCP', port: 1, endPort: 9 } },
  ];
  for (const { name, port, expected } of ports) {
    it(`takes a port with ${name} for ${JSON.stringify(expected)}`, () => {
      expect(normal({ ingress: [{ ports: [port] }] }).ingress).to.deep.equal([{ peers: [], ports: [expected] }]);
      expect(normal({ egress: [{ ports: [port] }] }).egress).to.deep.equal([{ peers: [], ports: [expected] }]);
    });
  }

  it('leaves no trace of what a manifest says by null, and remembers where it stands', () => {
    const text = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: null}\nspec: {podSelector: null, ingress: [{from: [{podSelector: {}, namespaceSelector: null}], ports: [{port: null, endPort: null, protocol: null}]}], egress: null}\n';
    const [document] = parseManifest(text, 'f').policies;
    expect(document && toNetworkPolicy(document, 'given')).to.deep.equal({
      namespace: 'given', name: 'p', podSelector: every, ingress: [{ peers: [{ podSelector: every }], ports: [{ protocol: 'TCP' }] }], origin: { file: 'f', line: 1, column: 1 },
    });
  });
});
