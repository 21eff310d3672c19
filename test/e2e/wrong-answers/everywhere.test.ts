import { expect } from 'chai';
import { describeScenario } from './describe-scenario.ts';
import { everywhere } from './everywhere/rows.ts';
import { denyingEverything } from './faults/policies.ts';

describeScenario({ scenario: everywhere, objects: [], before: [denyingEverything] }, (played) => {
  it('says that a default deny is in force, and names it', () => {
    const { report } = played();
    expect([...report.remarks, ...report.findings.map(({ message }) => message)].join('\n')).to.match(/default deny/).and.match(/deny-everything/);
  });
});
