import { describeScenario } from './describe-scenario.ts';
import { interrupted } from './faults/nodes.ts';
import { evicted, signalled, truncated } from './faults/probes.ts';
import { applied, deleted, relabelled, replaced } from './faults/workloads.ts';
import { editedGuard, midRunObjects, replacedPod } from './mid-run/objects.ts';
import { midRun } from './mid-run/rows.ts';

const watching = 'wa-watching';
const changing = 'wa-changing';

describeScenario({
  scenario: midRun,
  objects: midRunObjects,
  atStart: [signalled(watching, 'stuck', 'SIGSTOP')],
  inFlight: [
    deleted(changing, 'app=deleted'),
    replaced(changing, 'app=replaced', replacedPod),
    deleted(changing, 'app=redeployed'),
    relabelled(changing, 'app=relabelled', 'guarded-'),
    relabelled(watching, 'app=turncoat', 'app-'),
    applied(editedGuard),
    signalled(watching, 'victim', 'SIGKILL'),
    evicted(watching, 'evictee'),
    truncated(watching, 'scribe'),
    interrupted('kubelet', 'node2'),
  ],
});
