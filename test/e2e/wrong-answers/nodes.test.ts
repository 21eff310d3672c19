import { expect } from 'chai';
import { describeScenario } from './describe-scenario.ts';
import type { Described } from './describe-scenario.ts';
import { cordoned as cordoning, givenUp, killed, uncordoned } from './faults/nodes.ts';
import { cordoned, notReady } from './nodes/rows.ts';
import { guard } from './objects.ts';

const objects = cordoned.namespaces.map(guard);

const saying =
  (remark: string): NonNullable<Described['more']> =>
  (played) => {
    it('says which node is not covered', () => expect(played().report.remarks).to.include(remark));
  };

describeScenario(
  // A run has no use for a cordoned node, so its kubelet may be dead by then: it takes 20 s until the cluster notices.
  { scenario: cordoned, objects, before: [cordoning('node2'), killed('kubelet', 'node2')], more: saying('node node2 is not covered: it is cordoned') },
  { scenario: notReady, objects, before: [uncordoned('node2'), givenUp('node2')], more: saying('node node2 is not covered: it is not ready') },
);
