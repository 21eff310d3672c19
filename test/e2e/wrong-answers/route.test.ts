import { describeScenario } from './describe-scenario.ts';
import { withoutRoute } from './faults/nodes.ts';
import { guard } from './objects.ts';
import { route } from './route/rows.ts';

describeScenario({ scenario: route, objects: route.namespaces.map(guard), before: [withoutRoute('node1', 'node2')] });
