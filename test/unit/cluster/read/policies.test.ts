import type { V1NetworkPolicySpec } from '@kubernetes/client-node';
import { expect } from 'chai';
import { toPolicy, toSelectingPolicy } from '../../../../src/cluster/read/policies.ts';

const metadata = { namespace: 'n', name: 'p', uid: 'u', generation: 2 };
const every = { matchLabels: {}, matchExpressions: [] };
const web = { matchLabels: { app: 'web' } };

const specs: readonly { name: string; spec?: V1NetworkPolicySpec; expected: object }[] = [
  { name: 'everything that a policy can say', spec: {
    podSelector: web, policyTypes: ['Ingress', 'Egress'],
    ingress: [{ _from: [{ podSelector: web }, { namespaceSelector: {} }], ports: [{ protocol: 'TCP', port: 'http' }, { protocol: 'SCTP', port: 1, endPort: 9 }] }],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }, {}],
  }, expected: {
    podSelector: { ...every, ...web },
    ingress: [{ peers: [{ podSelector: { ...every, ...web } }, { namespaceSelector: every }], ports: [{ protocol: 'TCP', port: 'http' }, { protocol: 'SCTP', port: 1, endPort: 9 }] }],
    egress: [{ peers: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [] }, { peers: [], ports: [] }],
  } },
  { name: 'a default deny', spec: { podSelector: {}, policyTypes: ['Ingress'] }, expected: { podSelector: every, ingress: [] } },
  { name: 'rules of a direction that it does not name', spec: { policyTypes: ['Egress'], ingress: [{}] }, expected: { podSelector: every, egress: [] } },
  { name: 'one that nobody defaulted', spec: { egress: [{}] }, expected: { podSelector: every, ingress: [], egress: [{ peers: [], ports: [] }] } },
  { name: 'one without a spec', expected: { podSelector: every, ingress: [] } },
];

describe('toPolicy()', () => {
  for (const { name, spec, expected } of specs) it(`reads ${name}`, () => expect(toPolicy({ metadata, ...(spec ? { spec } : {}) })).to.deep.equal({ namespace: 'n', name: 'p', ...expected }));
});

describe('toSelectingPolicy()', () => {
  it('knows whom it selects, and its version', () => {
    expect(toSelectingPolicy({ metadata, spec: { podSelector: web } })).to.deep.equal({ kind: 'NetworkPolicy', namespace: 'n', name: 'p', selector: { ...every, ...web }, version: 'u/2' });
    expect(toSelectingPolicy({ metadata }).selector).to.deep.equal(every);
  });
});
