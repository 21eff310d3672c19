import { expect } from 'chai';
import { describeScenario } from './describe-scenario.ts';
import { everywhere } from './everywhere/rows.ts';
import { denyingEverything } from './faults/policies.ts';

describeScenario({
  scenario: everywhere,
  objects: [],
  before: [denyingEverything],
  more: (played) => {
    it('says that a default deny may be in force, and of which kind', () => {
      const { report } = played();
      expect(report.remarks.join('\n')).to.match(/a default deny is in force \(.*globalnetworkpolicies/);
    });
  },
});
