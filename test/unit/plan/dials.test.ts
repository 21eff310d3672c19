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
  controlServiceIps: ['10.96.9.9', 'fd96::9'],
});
const dialsOf = (matrix: MatrixParts, snapshot = aSnapshot()): string[] => {
  const plan = aPlan(matrix, { snapshot });
  return told(plan, planDials(plan, 'secret', placedFor(plan)));
};
const live = aPod('live');
const withService = aSnapshot({ pods: [live], services: [aService('live')], endpointSlices: [aSlice('live', [live])] });

const cases: readonly { name: string; matrix: MatrixParts; snapshot?: ReturnType<typeof aSnapshot>; expected: string[] }[] = [
  {
    name: 'a stand-in: the cell, the decoy, the control of its node',
    matrix: {},
    expected: ['cell from source: TCP 10.1.0.1:6379', 'decoy from source: TCP 192.0.2.1:9', 'path pod-ip of node-2 from control-source: TCP 10.2.0.1:7007'],
  },
  {
    name: 'both families, each with its decoy and control',
    matrix: { ipFamilies: ['IPv4', 'IPv6'] },
    expected: [
      'cell from source: TCP 10.1.0.1:6379', 'cell from source: TCP fd01::1:6379', 'decoy from source: TCP 192.0.2.1:9', 'decoy from source: TCP 2001:db8:dead::1:9',
      'path pod-ip of node-2 from control-source: TCP 10.2.0.1:7007', 'path pod-ip of node-2 from control-source: TCP fd02::1:7007',
    ],
  },
  {
    name: 'UDP, with a control by UDP',
    matrix: { targets: { dns: { standIn: { namespace: 'default', labels: { a: 'b' } }, port: 53, protocol: 'UDP' } } },
    expected: ['cell from source: UDP 10.1.0.1:53', 'decoy from source: TCP 192.0.2.1:9', 'path pod-ip of node-2 from control-source: UDP 10.2.0.1:7007'],
  },
  {
    name: 'a Service, with a control Service dialled from the source\'s node',
    matrix: { targets: { live: { service: { namespace: 'default', name: 'live' }, port: 80 } } },
    snapshot: withService,
    expected: [
      'cell from source: TCP 10.96.0.80:80', 'cell from source: TCP 10.0.0.10:80', 'decoy from source: TCP 192.0.2.1:9',
      'path pod-ip of node-1 from control-source: TCP 10.2.0.1:7007', 'path cluster-ip from control-source: TCP 10.96.9.9:7070',
    ],
  },
  {
    name: 'an address outside, which the control source dials too, once for all targets that have it',
    matrix: { targets: { a: { address: '203.0.113.1', port: 443 }, b: { address: '203.0.113.1', port: 443 }, c: { address: '203.0.113.1', port: 80 } } },
    expected: [
      ...['443', '443', '80'].map((port) => `cell from source: TCP 203.0.113.1:${port}`), 'decoy from source: TCP 192.0.2.1:9',
      'reach from control-source: TCP 203.0.113.1:443', 'reach from control-source: TCP 203.0.113.1:80',
    ],
  },
];

describe('planDials()', () => {
  for (const { name, matrix, snapshot, expected } of cases) it(`plans ${name}`, () => expect(dialsOf(matrix, snapshot)).to.deep.equal(expected));

  for (const { name, missing, expected } of [
    { name: 'cell where the stand-in did not come up', missing: 'stand-in', expected: ['decoy', 'path'] },
    { name: 'path where the control stand-in did not come up', missing: 'control-stand-in', expected: ['cell', 'decoy'] },
  ]) {
    it(`plans no ${name}`, () => {
      const plan = aPlan();
      expect(planDials(plan, 'secret', placedFor(plan, missing)).map(({ purpose }) => purpose.kind)).to.deep.equal(expected);
    });
  }

  it('knows which pod of ours answers', () => {
    const plan = aPlan();
    const answering = planDials(plan, 'secret', placedFor(plan)).map(({ answeredBy }) => plan.pods.find(({ name }) => name === answeredBy?.name)?.role);
    expect(answering).to.deep.equal(['stand-in', undefined, 'control-stand-in']);
  });

  it('derives nonces that nobody guesses without the secret', () => {
    const plan = aPlan();
    const [one, other] = ['s', 't'].map((secret) => planDials(plan, secret, placedFor(plan)).map(({ nonce }) => nonce));
    expect(one?.filter((nonce) => other?.includes(nonce))).to.deep.equal([]);
  });
});
