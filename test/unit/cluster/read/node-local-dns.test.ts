import type { V1Container, V1Pod } from '@kubernetes/client-node';
import { expect } from 'chai';
import { nodeLocalAddresses } from '../../../../src/cluster/read/node-local-dns.ts';

const cache = (container: Omit<V1Container, 'name'>, metadata: { namespace?: string; labels?: Record<string, string> } = {}): V1Pod => ({
  metadata: { namespace: 'kube-system', labels: { 'k8s-app': 'node-local-dns' }, ...metadata },
  spec: { containers: [{ name: 'sidecar' }, { name: 'node-cache', ...container }] },
});
const args = ['-localip', '169.254.20.10,10.96.0.10', '-conf', '/etc/Corefile'];

const cases: readonly { name: string; pods: V1Pod[]; expected: string[] }[] = [
  { name: 'no cache', pods: [], expected: [] },
  { name: 'two arguments', pods: [cache({ args })], expected: ['169.254.20.10', '10.96.0.10'] },
  { name: 'one argument', pods: [cache({ args: ['-localip=169.254.20.11'] })], expected: ['169.254.20.11'] },
  { name: 'two dashes, and spaces', pods: [cache({ args: ['--localip=169.254.20.11, fd00:169::10'] })], expected: ['169.254.20.11', 'fd00:169::10'] },
  { name: 'arguments in the command', pods: [cache({ command: ['/node-cache', '-localip', '169.254.20.11'] })], expected: ['169.254.20.11'] },
  { name: 'a cache on every node, each address once', pods: [cache({ args }), cache({ args })], expected: ['169.254.20.10', '10.96.0.10'] },
  { name: 'caches without the argument', pods: [cache({ args: ['-conf', '/etc/Corefile'] })], expected: ['169.254.20.10'] },
  { name: 'an argument that is no address', pods: [cache({ args: ['-localip', '$(LOCAL_IP)'] })], expected: ['169.254.20.10'] },
  { name: 'an argument without its value', pods: [cache({ args: ['-localip'] })], expected: ['169.254.20.10'] },
  { name: 'another flag that only begins alike', pods: [cache({ args: ['-localips=10.0.0.1'] })], expected: ['169.254.20.10'] },
  { name: 'pods of another namespace', pods: [cache({ args }, { namespace: 'default' })], expected: [] },
  { name: 'other pods of kube-system', pods: [cache({ args }, { labels: { 'k8s-app': 'kube-dns' } })], expected: [] },
];

describe('nodeLocalAddresses()', () => {
  for (const { name, pods, expected } of cases) it(`reads ${name}`, () => expect(nodeLocalAddresses(pods)).to.deep.equal(expected));
});
