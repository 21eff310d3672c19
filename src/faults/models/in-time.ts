/** What nothing but a change over time shows. */
import type { FaultModel, Variant } from '../fault.ts';

const because = 'a standing cluster shows it only when something changes; netproof conformance does that';

export const onlyInTime = (does: string): Variant => ({ kind: 'unseen', does, because });

const model = (name: string, does: string): FaultModel => ({ name, does, variants: { all: onlyInTime(does) } });

export const modelsInTime: readonly FaultModel[] = [
  model('FM-STALE-IP', 'a deleted pod stays a peer, and whoever gets its address inherits its labels'),
  model('FM-DELETE-STRIPS-IP', 'the end of a pod is taken for that of its successor'),
  model('FM-COMPLETED-POD', 'finished pods keep their addresses'),
  model('FM-LABEL-STALE', 'changes of a running pod’s labels are seen late'),
  model('FM-NSLABEL-STALE', 'changes of a namespace’s labels are seen late'),
  model('FM-POLICY-DELETE-IGNORED', 'a deleted policy stays in force'),
  model('FM-LAST-POLICY', 'the deletion of one of a pod’s policies is taken for that of another number of them'),
  model('FM-RESTART', 'for a window after its agent started, a node is wrong'),
  model('FM-FLAP', 'every period the rules are gone for a window'),
];
