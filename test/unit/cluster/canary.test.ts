import { expect } from 'chai';
import { canaryPolicies } from '../../../src/cluster/canary.ts';

const podsOf = (namespace: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } });
const ports = [{ protocol: 'TCP', port: 7117 }, { protocol: 'UDP', port: 7118 }];
const lease = { namespace: 'netproof-canary-r', name: 'netproof-r', uid: 'u' };
const owner = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: 'netproof-r', uid: 'u' };
const metadata = (direction: string) => ({ name: `netproof-r-${direction}`, namespace: 'netproof-canary-r', labels: { 'app.kubernetes.io/managed-by': 'netproof' }, ownerReferences: [owner] });
const selecting = (role: string) => ({ matchLabels: { 'netproof.dev/canary': role, 'netproof.dev/run': 'r' } });

describe('canaryPolicies()', () => {
  it('isolate servers for ingress and clients for egress, and admit the controls on one port each; egress admits guarded pods, too', () => {
    expect(canaryPolicies({ namespace: 'netproof-canary-r', controlNamespace: 'netproof-r' }, 'r', lease)).to.deep.equal([
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadata('ingress'), spec: { podSelector: selecting('server'), policyTypes: ['Ingress'], ingress: [{ _from: [podsOf('netproof-r')], ports }] } },
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadata('egress'), spec: { podSelector: selecting('client'), policyTypes: ['Egress'], egress: [{ to: [podsOf('netproof-r'), podsOf('netproof-canary-r')], ports }] } },
    ]);
  });
});
