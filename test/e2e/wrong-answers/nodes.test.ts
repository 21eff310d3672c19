import { expect } from 'chai';
import { describeScenario } from './describe-scenario.ts';
import { cordoned as cordoning, notReady as losing } from './faults/nodes.ts';
import { cordoned, notReady } from './nodes/rows.ts';
import { guard } from './objects.ts';
import type { Played, Script } from './play.ts';

const objects = cordoned.namespaces.map(guard);

const describeUncovered = (script: Script, remark: string): void =>
  describeScenario(script, (played: () => Played) => {
    it('says which node is not covered', () => expect(played().report.remarks).to.include(remark));
  });

describeUncovered({ scenario: cordoned, objects, before: [cordoning('node2')] }, 'node node2 is not covered: it is cordoned');
describeUncovered({ scenario: notReady, objects, before: [losing('node2')] }, 'node node2 is not covered: it is not ready');
