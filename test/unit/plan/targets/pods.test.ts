import { expect } from 'chai';
import type { PodState } from '../../../../src/model/snapshot.ts';
import { aPod, aSnapshot } from '../../../support/snapshot.ts';
import { resolve, told } from '../../../support/targets.ts';

const written = { pods: { namespace: 'default', labels: { app: 'redis' } }, port: 6379 };
const redis = (fields: Partial<PodState> = {}): PodState => aPod('redis', fields);
const few = (atMost: number): object => ({ ...written, pods: { ...written.pods, atMost } });
const none = 'there is no running pod with labels app=redis in namespace "default"; deploy it first, or use a stand-in';

const cases: readonly { name: string; written?: object; pods: PodState[]; families?: (4 | 6)[]; expected: string[] }[] = [
  { name: 'dials a live pod by its address', pods: [redis()], expected: ['pod-ip IPv4 TCP/6379: 10.0.0.10:6379 reached-only'] },
  { name: 'dials every replica in one cell', pods: [redis(), redis({ name: 'redis-2', ips: ['10.0.0.11'] })], expected: ['pod-ip IPv4 TCP/6379: 10.0.0.10:6379 reached-only, 10.0.0.11:6379 reached-only'] },
  { name: 'matches a pod that wears more labels', pods: [redis({ labels: { app: 'redis', tier: 'cache' } })], expected: ['pod-ip IPv4 TCP/6379: 10.0.0.10:6379 reached-only'] },
  { name: 'trusts readiness on the very port', pods: [redis({ readiness: [{ port: 6379, blindMs: 30_000 }] })], expected: ['pod-ip IPv4 TCP/6379: 10.0.0.10:6379 readiness'] },
  { name: 'does not trust readiness on another port', pods: [redis({ readiness: [{ port: 8080, blindMs: 30_000 }] })], expected: ['pod-ip IPv4 TCP/6379: 10.0.0.10:6379 reached-only'] },
  { name: 'trusts readiness for the first address only', pods: [redis({ ips: ['10.0.0.10', 'fd00::10'], readiness: [{ port: 6379, blindMs: 30_000 }] })], families: [4, 6], expected: ['pod-ip IPv4 TCP/6379: 10.0.0.10:6379 readiness', 'pod-ip IPv6 TCP/6379: fd00::10:6379 reached-only'] },
  { name: 'refuses a family that no pod has', pods: [redis()], families: [4, 6], expected: ['no running pod with labels app=redis in namespace "default" has an IPv6 address'] },
  { name: 'refuses zero pods', pods: [], expected: [none] },
  { name: 'ignores another namespace', pods: [redis({ namespace: 'app' })], expected: [none] },
  { name: 'ignores another label value', pods: [redis({ labels: { app: 'mysql' } })], expected: [none] },
  { name: 'ignores a pod that does not run', pods: [redis({ running: false })], expected: [none] },
  { name: 'ignores a pod on its way out', pods: [redis({ terminating: true })], expected: [none] },
  { name: 'ignores a pod without an address', pods: [redis({ ips: [] })], expected: [none] },
  { name: 'ignores guests of another run', pods: [redis({ labels: { app: 'redis', 'netproof.dev/probe': 'true' } })], expected: [none] },
  { name: 'refuses a pod on the host\'s network', pods: [redis(), redis({ name: 'on-host', hostNetwork: true })], expected: ['pod default/on-host is on the host\'s network, where a NetworkPolicy promises nothing; dial its node with nodes instead'] },
  { name: 'asks a live DNS server by UDP, and does not believe readiness, which is by TCP', written: { ...written, protocol: 'UDP', speak: 'dns' }, pods: [redis({ readiness: [{ port: 6379, blindMs: 30_000 }] })], expected: ['pod-ip IPv4 UDP/6379: 10.0.0.10:6379 reached-only'] },
];

describe('resolvePods()', () => {
  for (const { name, written: other = written, pods, families, expected } of cases) {
    it(name, () => expect(told(resolve(other, aSnapshot({ pods }), families))).to.deep.equal(expected));
  }

  it('dials gently, with the greeting asked for, and without the controls', () => {
    const [cell] = resolve({ ...written, speak: 'redis' }, aSnapshot({ pods: [redis()] })).cells;
    expect(cell?.style).to.deep.equal({ prober: 'tcp', speak: 'redis', pace: 'gentle' });
    expect(cell?.controlDials).to.equal(false);
  });

  it('knows the pod and its node behind each destination', () => {
    const [cell] = resolve(written, aSnapshot({ pods: [redis()] })).cells;
    expect(cell?.destinations).to.deep.equal([
      { address: '10.0.0.10', port: 6379, pods: [{ namespace: 'default', name: 'redis', uid: 'uid-redis' }], node: 'node-1', liveness: 'reached-only', label: 'default/redis' },
    ]);
  });

  for (const { protocol } of [{ protocol: 'TCP' }, { protocol: 'UDP' }]) {
    it(`asks real queries by ${protocol} where the pod speaks DNS`, () => {
      const [cell] = resolve({ ...written, protocol, speak: 'dns' }, aSnapshot({ pods: [redis()] })).cells;
      expect(cell?.transport).to.equal(protocol);
      expect(cell?.style).to.deep.equal({ prober: 'dns', speak: 'nothing', pace: 'gentle' });
    });
  }

  const replicas = [1, 2, 3, 4].map((n) => redis({ name: `redis-${n}`, node: `node-${n % 2}`, ips: [`10.0.0.${n}`, ...(n === 4 ? ['fd00::4'] : [])] }));
  for (const { name, atMost, families, addresses, remarks } of [
    { name: 'few of many, and says which', atMost: 3, families: [4], addresses: ['10.0.0.2', '10.0.0.1', '10.0.0.4'], remarks: ['3 of 4 pods are dialled: default/redis-2, default/redis-1, default/redis-4'] },
    { name: 'one of many', atMost: 1, families: [4], addresses: ['10.0.0.2'], remarks: ['1 of 4 pods is dialled: default/redis-2'] },
    { name: 'in each family one that has it', atMost: 1, families: [4, 6], addresses: ['10.0.0.2', 'fd00::4'], remarks: ['2 of 4 pods are dialled: default/redis-2, default/redis-4'] },
    { name: 'all, and says nothing, where there are no more', atMost: 4, families: [4], addresses: ['10.0.0.2', '10.0.0.1', '10.0.0.4', '10.0.0.3'], remarks: [] },
  ] as const) {
    it(`dials ${name}`, () => {
      const resolution = resolve(few(atMost), aSnapshot({ pods: replicas }), families);
      expect(resolution.cells.flatMap(({ destinations }) => destinations.map(({ address }) => address))).to.deep.equal(addresses);
      expect(resolution.remarks ?? []).to.deep.equal(remarks);
    });
  }
});
