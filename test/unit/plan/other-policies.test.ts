import { expect } from 'chai';
import type { OtherPolicies } from '../../../src/model/snapshot.ts';
import { remarksOnOtherPolicies } from '../../../src/plan/other-policies.ts';
import { aPlan } from '../../support/plan.ts';
import { aSnapshot } from '../../support/snapshot.ts';

const objects = (resource: string, count: number): OtherPolicies['objects'] => Array.from({ length: count }, (_, index) => ({ resource, name: `p${index}`, version: '1' }));
const calico = 'globalnetworkpolicies.crd.projectcalico.org';
const cilium = 'ciliumnetworkpolicies.cilium.io';

const cases: readonly { name: string; policies: OtherPolicies; remarks: readonly string[] }[] = [
  { name: 'nothing where there is nothing', policies: { objects: [], unreadable: [] }, remarks: [] },
  { name: 'one object', policies: { objects: objects(calico, 1), unreadable: [] }, remarks: [`besides NetworkPolicies there is 1 ${calico}, which netproof does not read: they may decide, too`] },
  { name: 'many of two kinds', policies: { objects: [...objects(calico, 2), ...objects(cilium, 3)], unreadable: [] }, remarks: [`besides NetworkPolicies there are 2 ${calico}, 3 ${cilium}, which netproof does not read: they may decide, too`] },
  { name: 'what may not be listed', policies: { objects: [], unreadable: [cilium] }, remarks: [`${cilium} may not be listed: if there are any, they may decide, too`] },
];

describe('remarksOnOtherPolicies()', () => {
  for (const { name, policies, remarks } of cases) it(`tells ${name}`, () => expect(remarksOnOtherPolicies(policies)).to.deep.equal(remarks));

  it('reaches the plan', () => {
    expect(aPlan({}, { snapshot: aSnapshot({ otherPolicies: { objects: [], unreadable: [cilium] } }) }).remarks.join()).to.include(cilium);
  });
});
