import { describeScenario } from './describe-scenario.ts';
import { intercepting } from './faults/network.ts';
import { interceptor } from './interceptor/rows.ts';
import { guard, webPod } from './objects.ts';

const [namespace = ''] = interceptor.namespaces;

describeScenario({
  scenario: interceptor,
  objects: [guard(namespace), webPod({ namespace, name: 'web', labels: { app: 'web', guarded: 'yes' }, node: 'node2' })],
  before: [intercepting('node1')],
});
