import { expect } from 'chai';
import type { DialPlan, DialStyle } from '../../../src/model/plan.ts';
import { withBudgets } from '../../../src/plan/budget.ts';
import type { Draft } from '../../../src/plan/draft.ts';
import { responderStyle, styleOf } from '../../../src/plan/targets/style.ts';

const gentle = styleOf('mysql');
const draft = (address: string, more: Partial<Draft> = {}): Draft => ({
  from: { namespace: 'default', name: 'a' }, purpose: { kind: 'cell', cells: [] }, style: gentle, transport: 'TCP', family: 4, address, port: 3306, behind: [], ...more,
});
const one = { address: '10.0.0.1', port: 3306 };
const two = { address: '10.0.0.2', port: 3306 };
const clusterIp = draft('10.96.0.1', { behind: [one, two] });
const nodePort = (node: string): Draft => draft(node, { port: 30_306, behind: [one, two] });
const bare: DialStyle = styleOf(undefined);

const cases: readonly { name: string; drafts: readonly Draft[]; budgets: readonly DialPlan['budget'][] }[] = [
  { name: 'ten to a dial that is alone', drafts: [draft('10.0.0.1')], budgets: [10] },
  { name: 'ten to each of two servers', drafts: [draft('10.0.0.1'), draft('10.0.0.2')], budgets: [10, 10] },
  { name: 'ten to each of two ports of one address', drafts: [draft('10.0.0.1'), draft('10.0.0.1', { port: 33_060 })], budgets: [10, 10] },
  { name: 'ten to each transport', drafts: [draft('10.0.0.1'), draft('10.0.0.1', { transport: 'UDP' })], budgets: [10, 10] },
  { name: 'ten to each source', drafts: [draft('10.0.0.1'), draft('10.0.0.1', { from: { namespace: 'default', name: 'b' } })], budgets: [10, 10] },
  { name: 'five each to two styles at one server', drafts: [draft('10.0.0.1'), draft('10.0.0.1', { style: bare })], budgets: [5, 5] },
  { name: 'five each to a ClusterIP and its endpoints', drafts: [clusterIp, draft('10.0.0.1'), draft('10.0.0.2')], budgets: [5, 5, 5] },
  { name: 'the rest of ten to an endpoint that no other dial meets', drafts: [clusterIp, draft('10.0.0.1'), draft('10.0.0.3')], budgets: [5, 5, 10] },
  { name: 'four each to a ClusterIP, a node port and their endpoint', drafts: [clusterIp, nodePort('192.168.0.1'), draft('10.0.0.1')], budgets: [4, 4, 4] },
  { name: 'no less than four, however many meet', drafts: [clusterIp, ...['1', '2', '3'].map((last) => nodePort(`192.168.0.${last}`)), draft('10.0.0.1')], budgets: [4, 4, 4, 4, 4] },
  { name: 'five each where a virtual address is dialled in two styles and nobody knows whom it leads to', drafts: [draft('10.96.0.1'), draft('10.96.0.1', { style: bare })], budgets: [5, 5] },
  { name: 'ten where one dial meets the same server by two cells', drafts: [draft('10.96.0.1', { behind: [one, one] })], budgets: [10] },
  { name: 'a share to a control source', drafts: [{ ...clusterIp, purpose: { kind: 'reach', address: '10.96.0.1', port: 3306 } }, draft('10.0.0.1', { purpose: { kind: 'reach', ...one } })], budgets: [5, 5] },
  { name: 'none to ours and to the decoy, which count for nobody', drafts: [draft('10.0.0.1', { style: responderStyle('TCP') }), draft('10.0.0.1', { purpose: { kind: 'decoy' } }), draft('10.0.0.1')], budgets: [undefined, undefined, 10] },
];

describe('withBudgets()', () => {
  for (const { name, drafts, budgets } of cases) {
    it(`gives ${name}`, () => expect(withBudgets(drafts).map(({ budget }) => budget)).to.deep.equal(budgets));
  }

  it('keeps to itself what is behind an address', () => {
    expect(withBudgets([clusterIp])[0]).not.to.have.property('behind');
  });
});
