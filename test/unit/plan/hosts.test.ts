import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.ts';
import { hostsOf, resolveHosts } from '../../../src/plan/hosts.ts';
import type { MatrixParts } from '../../support/matrix.ts';
import { aPlan } from '../../support/plan.ts';
import { aService, aSnapshot } from '../../support/snapshot.ts';

const kubeDns = aService('kube-dns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, clusterIps: ['10.96.0.10', 'fd96::10'] });
const snapshot = aSnapshot({ services: [kubeDns] });
const shop = { host: 'shop.example.com', port: 443 };
const planOf = (parts: MatrixParts = {}): Plan => aPlan({ targets: { shop }, ...parts }, { snapshot });
const told = (plan: Plan): string[] => plan.cells.flatMap(({ destinations }) => destinations.map(({ address, label }) => `${typeof address === 'string' ? address : JSON.stringify(address)} ${label}`));
const unresolved = '{"host":"shop.example.com"} shop.example.com';

const cases: readonly { name: string; parts?: MatrixParts; answers: readonly string[]; expected: string[] }[] = [
  { name: 'an address', answers: ['203.0.113.7'], expected: ['203.0.113.7 shop.example.com (203.0.113.7)'] },
  { name: 'the addresses of the cell\'s family', parts: { ipFamilies: ['IPv4', 'IPv6'] }, answers: ['203.0.113.7', '2001:db8::7'], expected: ['203.0.113.7 shop.example.com (203.0.113.7)', '2001:db8::7 shop.example.com (2001:db8::7)'] },
  { name: 'four addresses at most, whatever the order of the answer', answers: ['5', '3', '1', '4', '2'].map((last) => `203.0.113.${last}`), expected: ['1', '2', '3', '4'].map((last) => `203.0.113.${last} shop.example.com (203.0.113.${last})`) },
  { name: 'an address once, though several answers held it', answers: ['203.0.113.7', '203.0.113.7'], expected: ['203.0.113.7 shop.example.com (203.0.113.7)'] },
  { name: 'nothing where only another family is known', answers: ['2001:db8::7'], expected: [unresolved] },
  { name: 'nothing where nobody answered', answers: [], expected: [unresolved] },
  ...['0.0.0.0', '127.0.0.1', '224.0.0.1'].map((address) => ({ name: `nothing of ${address}, where the probe would meet itself or nobody in particular`, answers: [address], expected: [unresolved] })),
  { name: 'nothing of IPv4 in disguise', parts: { ipFamilies: ['IPv6'] }, answers: ['::ffff:203.0.113.7', '::'], expected: [unresolved] },
];

describe('resolveHosts()', () => {
  for (const { name, parts, answers, expected } of cases) {
    it(`dials ${name}`, () => expect(told(resolveHosts(planOf(parts), new Map([['shop.example.com', answers]])))).to.deep.equal(expected));
  }

  it('leaves what has an address already, and other names, as they are', () => {
    const plan = planOf({ targets: { shop, outside: { address: '203.0.113.9', port: 80 }, redis: { standIn: { namespace: 'default', labels: { app: 'redis' } }, port: 1 } } });
    expect(resolveHosts(plan, new Map([['other.example.com', ['203.0.113.7']]]))).to.deep.equal(plan);
  });
});

describe('hostsOf()', () => {
  it('names each host once', () => {
    const targets = { a: shop, b: { ...shop, port: 80 }, c: { host: 'Other.Example.com', port: 1 }, d: { address: '203.0.113.9', port: 80 } };
    expect(hostsOf(planOf({ targets, ipFamilies: ['IPv4', 'IPv6'] }))).to.deep.equal(['shop.example.com', 'other.example.com']);
  });
});
