import { expect } from 'chai';
import type { DialPlan, Plan } from '../../../src/model/plan.ts';
import { planDials } from '../../../src/plan/dials.ts';
import type { Placed } from '../../../src/plan/dials.ts';
import type { MatrixParts } from '../../support/matrix.ts';
import { aPlan } from '../../support/plan.ts';
import { aPod, aService, aSlice, aSnapshot } from '../../support/snapshot.ts';

const roleOf = (plan: Plan, dial: DialPlan): string => plan.pods.find(({ namespace, name }) => dial.from.namespace === namespace && dial.from.name === name)?.role ?? 'nobody';

/** `purpose from role: TCP address:port`, with the node or path that the purpose names. */
const told = (plan: Plan, dials: readonly DialPlan[]): string[] =>
  dials.map((dial) => {
    const { purpose } = dial;
    const what = purpose.kind === 'path' ? `path ${purpose.path}${purpose.node === undefined ? '' : ` of ${purpose.node}`}` : purpose.kind;
    return `${what} from ${roleOf(plan, dial)}: ${dial.transport} ${dial.address}:${dial.port}`;
  });

const addresses: Record<string, readonly string[]> = { 'stand-in': ['10.1.0.1', 'fd01::1'], 'control-stand-in': ['10.2.0.1', 'fd02::1'] };
const placedFor = (plan: Plan, missing = ''): Placed => ({
  ipsOf: ({ name }) => {
    const role = plan.pods.find((pod) => pod.name === name)?.role ?? '';
    return role === missing ? [] : (addresses[role] ?? []);
  },
  controlServiceIps: ['10.96.9.9', 'fd96::9'], canaryServiceIps: () => [],
});
const dialsOf = (matrix: MatrixParts, snapshot = aSnapshot()): string[] => {
  const plan = aPlan(matrix, { snapshot });
  return told(plan, planDials(plan, 'secret', placedFor(plan)));
};
const live = aPod('live');
const withService = aSnapshot({ pods: [live], services: [aService('live')], endpointSlices: [aSlice('live', [live])] });

/** The cells that a dial tells of. */
const cellsOf = ({ purpose }: DialPlan): string[] => (purpose.kind === 'cell' ? purpose.cells.map(({ cell, destination }) => `${cell} #${destination}`) : []);
const plannedFor = (targets: object, sources?: object): DialPlan[] => {
  const plan = aPlan({ targets, ...(sources === undefined ? {} : { sources, expect: Object.fromEntries(Object.keys(sources).map((name) => [name, { '*': 'deny' }])) }) }, { snapshot: withService });
  return planDials(plan, 'secret', placedFor(plan));
};

const cases: readonly { name: string; matrix: MatrixParts; snapshot?: ReturnType<typeof aSnapshot>; expected: string[] }[] = [
  {
    name: 'a stand-in: the cell, the decoy, the control of its node',
    matrix: {},
    expected: ['cell from source: TCP 10.1.0.1:6379', 'decoy from source: TCP 192.0.2.1:9', 'decoy from control-source: TCP 192.0.2.1:9', 'path pod-ip of node-2 from control-source: TCP 10.2.0.1:7007'],
  },
  {
    name: 'both families, each with its decoy and control',
    matrix: { ipFamilies: ['IPv4', 'IPv6'] },
    expected: [
      'cell from source: TCP 10.1.0.1:6379', 'cell from source: TCP fd01::1:6379', 'decoy from source: TCP 192.0.2.1:9', 'decoy from source: TCP 2001:db8:dead::1:9',
      'decoy from control-source: TCP 192.0.2.1:9', 'decoy from control-source: TCP 2001:db8:dead::1:9',
      'path pod-ip of node-2 from control-source: TCP 10.2.0.1:7007', 'path pod-ip of node-2 from control-source: TCP fd02::1:7007',
    ],
  },
  {
    name: 'UDP, with a control by UDP',
    matrix: { targets: { dns: { standIn: { namespace: 'default', labels: { a: 'b' } }, port: 53, protocol: 'UDP' } } },
    expected: ['cell from source: UDP 10.1.0.1:53', 'decoy from source: TCP 192.0.2.1:9', 'decoy from control-source: TCP 192.0.2.1:9', 'path pod-ip of node-2 from control-source: UDP 10.2.0.1:7007'],
  },
  {
    name: 'a Service, with a control Service dialled from the source\'s node',
    matrix: { targets: { live: { service: { namespace: 'default', name: 'live' }, port: 80 } } },
    snapshot: withService,
    expected: [
      'cell from source: TCP 10.96.0.80:80', 'cell from source: TCP 10.0.0.10:80', 'decoy from source: TCP 192.0.2.1:9', 'decoy from control-source: TCP 192.0.2.1:9',
      'path pod-ip of node-1 from control-source: TCP 10.2.0.1:7007', 'path cluster-ip from control-source: TCP 10.96.9.9:7070',
    ],
  },
  {
    name: 'an address outside, once for all targets that have it, which the control source dials too',
    matrix: { targets: { a: { address: '203.0.113.1', port: 443 }, b: { address: '203.0.113.1', port: 443 }, c: { address: '203.0.113.1', port: 80 } } },
    expected: [
      ...['443', '80'].map((port) => `cell from source: TCP 203.0.113.1:${port}`), 'decoy from source: TCP 192.0.2.1:9', 'decoy from control-source: TCP 192.0.2.1:9',
      'reach from control-source: TCP 203.0.113.1:443', 'reach from control-source: TCP 203.0.113.1:80',
    ],
  },
];

describe('planDials()', () => {
  for (const { name, matrix, snapshot, expected } of cases) it(`plans ${name}`, () => expect(dialsOf(matrix, snapshot)).to.deep.equal(expected));

  for (const { name, missing, expected } of [
    { name: 'cell where the stand-in did not come up', missing: 'stand-in', expected: ['decoy', 'decoy', 'path'] },
    { name: 'path where the control stand-in did not come up', missing: 'control-stand-in', expected: ['cell', 'decoy', 'decoy'] },
  ]) {
    it(`plans no ${name}`, () => {
      const plan = aPlan();
      expect(planDials(plan, 'secret', placedFor(plan, missing)).map(({ purpose }) => purpose.kind)).to.deep.equal(expected);
    });
  }

  it('knows which pod of ours answers', () => {
    const plan = aPlan();
    const answering = planDials(plan, 'secret', placedFor(plan)).map(({ answeredBy }) => plan.pods.find(({ name }) => name === answeredBy?.name)?.role);
    expect(answering).to.deep.equal(['stand-in', undefined, undefined, 'control-stand-in']);
  });

  it('derives nonces that nobody guesses without the secret', () => {
    const plan = aPlan();
    const [one, other] = ['s', 't'].map((secret) => planDials(plan, secret, placedFor(plan)).map(({ nonce }) => nonce));
    expect(one?.filter((nonce) => other?.includes(nonce))).to.deep.equal([]);
  });

  describe('for several cells that lead to the same server', () => {
    const live80 = { pods: { namespace: 'default', labels: { app: 'live' } }, port: 80 };
    const service80 = { service: { namespace: 'default', name: 'live' }, port: 80 };

    it('makes one dial of a pod and an endpoint, and names both cells', () => {
      expect(plannedFor({ pod: live80, service: service80 }).map(cellsOf).filter((cells) => cells.length > 0)).to.deep.equal([
        ['web -> pod TCP/80 pod-ip IPv4 #0', 'web -> service TCP/80 endpoint IPv4 #0'],
        ['web -> service TCP/80 cluster-ip IPv4 #0'],
      ]);
    });

    it('makes one dial of two targets that one stand-in serves', () => {
      const standIn = { standIn: { namespace: 'default', labels: { app: 'redis' } }, port: 6379 };
      expect(plannedFor({ a: standIn, b: standIn }).map(cellsOf).filter((cells) => cells.length > 0)).to.deep.equal([['web -> a TCP/6379 pod-ip IPv4 #0', 'web -> b TCP/6379 pod-ip IPv4 #0']]);
    });

    it('lets a ClusterIP and its endpoint share their connects, for source and control source', () => {
      const plan = aPlan({ targets: { service: service80 } }, { snapshot: withService });
      const backends = [{ address: '10.0.0.10', port: 80 }];
      const cells = plan.cells.map((planned) => ({
        ...planned, controlDials: true, destinations: planned.destinations.map((destination) => (planned.cell.path === 'cluster-ip' ? { ...destination, backends } : destination)),
      }));
      const budgets = planDials({ ...plan, cells }, 'secret', placedFor(plan)).flatMap(({ purpose, address, budget }) => (budget === undefined ? [] : [`${purpose.kind} ${address} ${budget}`]));
      expect(budgets).to.deep.equal(['cell 10.96.0.80 5', 'cell 10.0.0.10 5', 'reach 10.96.0.80 5', 'reach 10.0.0.10 5']);
    });

    it('keeps a bare and a speaking dial apart, for source and control source', () => {
      const outside = { address: '203.0.113.1', port: 443 };
      const dials = plannedFor({ bare: outside, tls: { ...outside, speak: 'tls' } }).filter(({ address }) => address === '203.0.113.1');
      expect(dials.map(({ purpose, style }) => `${purpose.kind} ${style.speak}`)).to.deep.equal(['cell nothing', 'cell tls', 'reach nothing', 'reach tls']);
    });

    it('keeps sources apart', () => {
      const dials = plannedFor({ live: live80 }, { a: { namespace: 'default', labels: { app: 'a' } }, b: { namespace: 'default', labels: { app: 'b' } } });
      expect(dials.map(cellsOf).filter((cells) => cells.length > 0)).to.have.lengthOf(2);
    });
  });
});
