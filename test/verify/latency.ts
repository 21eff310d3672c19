/**
 * Measures, on the test cluster, how long enforcement takes: for a fresh pod under policies that are older than it, and
 * for a new policy that meets running pods. Goes on where an earlier call stopped; prints one table.
 *
 *     npm run verify:latency -- [--samples 200] [--cni calico]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect } from '../../src/cluster/connection.ts';
import { indexLogs } from '../../src/interpret/logs.ts';
import type { Recording } from '../../src/model/recording.ts';
import type { RunReport } from '../../src/model/report.ts';
import { parseRecording } from '../../src/report/saved/recording.ts';
import { probeImage } from '../cluster/images/probe.ts';
import { fixedCniNames, silent } from '../cluster/index.ts';
import type { FixedCniName } from '../cluster/index.ts';
import { timedLines } from '../cluster/shell/progress.ts';
import { writeMatrix } from '../e2e/support/matrix.ts';
import { applyObject, makeNamespace, removeNamespace } from '../e2e/support/namespace.ts';
import { localImage } from '../e2e/support/netproof.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import type { Stage } from '../e2e/support/stage.ts';
import { tableHead, tableRow } from './distribution.ts';
import { freshPods, namespace, newPolicy, openGround, policies } from './latency-matrix.ts';
import { openSamples } from './samples.ts';
import type { SampleStore } from './samples.ts';
import { latenciesOf } from './transitions.ts';
import type { PolicyChange } from './transitions.ts';

const fresh = {
  egress: 'fresh pod, its own egress policy: last packet that got out, since the probe started',
  ingress: "fresh pod, a target's ingress policy: last packet that got in, since the probe started",
  allow: 'fresh pod, an allow: first exchange, since the probe started',
  first: 'fresh pod: age at its first attempt',
} as const;
const change = { closes: 'new policy: last packet that got through', opens: 'policy removed: last packet that did not' } as const;

/** Two changes each; long enough apart for a slow enforcer to be seen. */
const changesPerRun = 6;
const betweenChangesMs = 4000;

const all = (cells: RunReport['cells']) => cells.flatMap(({ reality }) => reality?.destinations ?? []);

const measureFreshPods = async ({ netproof, cni }: Stage, store: SampleStore): Promise<void> => {
  const { report } = await netproof.matrix(writeMatrix('fresh', freshPods), ['--no-canary']);
  const seen = (target: string): RunReport['cells'] => report.cells.filter(({ cell }) => cell.target === target);
  const lastOpen = (target: string): number[] => all(seen(target)).map(({ state, exposure }) => (state === 'unreachable' ? (exposure?.lastMs ?? 0) : Number.POSITIVE_INFINITY));
  store.add(`${cni}: ${fresh.egress}`, lastOpen('shut'));
  store.add(`${cni}: ${fresh.ingress}`, lastOpen('strict'));
  store.add(`${cni}: ${fresh.allow}`, all(seen('open')).map(({ openedAfterMs, tally }) => openedAfterMs ?? tally.firstAttemptMs));
  store.add(`${cni}: ${fresh.first}`, all(report.cells).map(({ tally }) => tally.firstAttemptMs));
};

const measureChanges = async (stage: Stage, store: SampleStore): Promise<void> => {
  const { cluster, netproof, cni } = stage;
  const { networking } = connect({ kubeconfig: cluster.kubeconfig });
  const file = join(cluster.logs, 'verify-latency.json');
  const hold = `${Math.ceil((changesPerRun * betweenChangesMs) / 1000) + 10}s`;
  const running = netproof.start(['run', '-f', writeMatrix('changes', openGround), '--hold', hold, '--no-canary', '--record', file, ...localImage]);
  await running.said('holding');
  const changes: PolicyChange[] = [];
  for (let index = 0; index < changesPerRun; index += 1) {
    const becomes = index % 2 === 0 ? 'closed' : 'open';
    const askedMs = Date.now();
    if (becomes === 'closed') await networking.createNamespacedNetworkPolicy({ namespace, body: newPolicy });
    else await networking.deleteNamespacedNetworkPolicy({ namespace, name: 'new' });
    changes.push({ askedMs, atMs: Date.now(), becomes });
    await sleep(betweenChangesMs);
  }
  await running.done;
  const perDial = dialsOf(parseRecording(readFileSync(file, 'utf8'), file)).map((stretches) => latenciesOf(stretches, changes));
  const of = (becomes: PolicyChange['becomes']): number[] => perDial.flatMap((latencies) => latencies.filter((_latency, index) => changes[index]?.becomes === becomes));
  store.add(`${cni}: ${change.closes}`, of('closed'));
  // Where nothing ever closed, nothing opened again.
  if (of('closed').some(Number.isFinite)) store.add(`${cni}: ${change.opens}`, of('open'));
};

const dialsOf = ({ dials, logs, pods, observedUntilMs: untilMs }: Recording) => {
  const responders = new Map(pods.map(({ namespace: where, name, responder }) => [`${where}/${name}`, responder]));
  const index = indexLogs(logs, { intercepted: new Set(), responderOf: (pod) => responders.get(`${pod.namespace}/${pod.name}`), ...(untilMs === undefined ? {} : { untilMs }) });
  return dials.filter(({ purpose }) => purpose.kind === 'cell').map((dial) => index.stretches(dial));
};

const measure = async (cni: FixedCniName, store: SampleStore, wanted: number): Promise<void> => {
  const isEnough = (series: string): boolean => store.of(`${cni}: ${series}`).length >= wanted;
  if (isEnough(fresh.egress) && isEnough(change.closes)) return;
  const stage = await bootStage(cni, `verify-${cni}`, { workloads: false, progress });
  try {
    await makeNamespace(stage.kubectl, namespace);
    while (!isEnough(change.closes)) await measureChanges(stage, store);
    for (const policy of policies) await applyObject(stage.kubectl, policy);
    while (!isEnough(fresh.egress)) await measureFreshPods(stage, store);
    await removeNamespace(stage.kubectl, namespace);
  } finally {
    await endStage(stage);
  }
};

const progress = timedLines((line) => process.stderr.write(line));
const { values } = parseArgs({ options: { samples: { type: 'string', default: '200' }, cni: { type: 'string' } } });
const measured = fixedCniNames.filter((cni) => values.cni === undefined || values.cni === cni);
const store = openSamples('latency', (await probeImage(silent)).tarPath);
for (const cni of measured) await measure(cni, store, Number(values.samples));

process.stdout.write(`${tableHead}\n`);
for (const cni of fixedCniNames) {
  for (const series of [...Object.values(fresh), ...Object.values(change)]) {
    const known = store.of(`${cni}: ${series}`);
    if (known.length > 0) process.stdout.write(`${tableRow(`${cni}: ${series}`, 'ms', known)}\n`);
  }
}
