/** Plays a scenario: deploys, breaks, runs netproof, breaks more while packets fly, and makes all good again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunReport } from '../../../src/model/report.ts';
import { podsAndLeasesIn } from '../support/leftovers.ts';
import { writeMatrix } from '../support/matrix.ts';
import { applyObjects, makeNamespaces, removeNamespace } from '../support/namespace.ts';
import type { Stage } from '../support/stage.ts';
import type { Fault, Undoing } from './faults/fault.ts';
import { matrixOf } from './matrix-of.ts';
import type { Scenario } from './rows.ts';

export interface Script {
  readonly scenario: Scenario;
  readonly objects: readonly object[];
  /** One after the other, before netproof starts. */
  readonly before?: readonly Fault[];
  /** As soon as netproof has started. */
  readonly atStart?: readonly Fault[];
  /** All at once, while packets fly. */
  readonly inFlight?: readonly Fault[];
}

export interface Played {
  readonly code: number | null;
  readonly report: RunReport;
  readonly stderr: string;
  readonly leftovers: readonly string[];
}

/** Long enough in flight for every dial to have begun, and well before anything is final. */
const flyingMs = 1500;

export const play = async (stage: Stage, script: Script, undoing: Undoing): Promise<Played> => {
  const { kubectl, netproof } = stage;
  const { scenario, objects, before = [], atStart = [], inFlight = [] } = script;
  const commit = async (fault: Fault): Promise<void> => {
    const undo = await fault(stage);
    if (undo !== undefined) undoing.after(undo);
  };
  await makeNamespaces(kubectl, scenario.namespaces);
  undoing.after(() => Promise.all(scenario.namespaces.map((name) => removeNamespace(kubectl, name))));
  if (objects.length > 0) await applyObjects(kubectl, objects);
  for (const namespace of scenario.namespaces) await untilReady(stage, namespace);
  for (const fault of before) await commit(fault);

  const { done, said } = netproof.startMatrix(writeMatrix(scenario.name, matrixOf(scenario)), ['--no-canary']);
  const disturb = async (): Promise<void> => {
    await Promise.all(atStart.map(commit));
    if (inFlight.length === 0) return;
    await said('observe: ');
    await sleep(flyingMs);
    await Promise.all(inFlight.map(commit));
  };
  // A fault that failed would explain a wrong answer, so it is told first; but nothing is left running.
  const [disturbed, ended] = await Promise.allSettled([disturb(), done]);
  if (disturbed.status === 'rejected') throw disturbed.reason;
  if (ended.status === 'rejected') throw ended.reason;
  return { ...ended.value, leftovers: await podsAndLeasesIn(kubectl) };
};

const untilReady = async ({ kubectl }: Stage, namespace: string): Promise<void> => {
  const pods = await kubectl(['get', 'pods', '-n', namespace, '-o', 'name']);
  if (pods !== '') await kubectl(['wait', '--for=condition=Ready', '--timeout=120s', '-n', namespace, ...pods.trim().split('\n')]);
};
