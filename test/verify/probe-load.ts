/**
 * Measures what one probe pod bears: attempts a second, CPU and memory, with more and more dials at once to a stand-in on
 * the other node. Prints one table.
 *
 *     npm run verify:probe-load
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseRecording } from '../../src/report/saved/recording.ts';
import { timedLines } from '../cluster/shell/progress.ts';
import { writeMatrix } from '../e2e/support/matrix.ts';
import { makeNamespace, removeNamespace } from '../e2e/support/namespace.ts';
import { localImage } from '../e2e/support/netproof.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import type { Stage } from '../e2e/support/stage.ts';
import { findProcess, usageOf } from './processes.ts';

const namespace = 'verify-load';
const watchedMs = 10_000;

interface Load {
  readonly dials: number;
  readonly perSecond: number;
  readonly lost: number;
  readonly cpu: number;
  readonly peakMiB: number;
}

const measure = async ({ cluster, kubectl, netproof }: Stage, dials: number): Promise<Load> => {
  const ports = Array.from({ length: dials }, (_, index) => 20_000 + index);
  const matrix = writeMatrix('load', {
    sources: { source: { namespace, labels: { app: 'source' } } },
    targets: { many: { standIn: { namespace, labels: { app: 'many' } }, ports } },
    expect: { source: { '*': 'allow' } },
  });
  const file = join(cluster.logs, 'verify-load.json');
  const running = netproof.start(['run', '-f', matrix, '--hold', `${watchedMs / 1000 + 10}s`, '--no-canary', '--record', file, ...localImage]);
  await running.said('holding');
  const [pod] = (await kubectl.json<{ items: { metadata: { name: string }; spec: { nodeName: string } }[] }>(['get', 'pods', '-n', namespace, '-l', 'app=source'])).items;
  if (pod === undefined) throw new Error('the source has no pod');
  const node = cluster.node(pod.spec.nodeName);
  const pid = await findProcess(node, `"pod":"${pod.metadata.name}"`);
  if (pid === undefined) throw new Error(`pod ${pod.metadata.name} has no process on ${node.name}`);
  const before = await usageOf(node, pid);
  await sleep(watchedMs);
  const after = await usageOf(node, pid);
  await running.done;
  const log = parseRecording(readFileSync(file, 'utf8'), file).logs.find(({ name }) => name === pod.metadata.name);
  const streaks = (log?.records ?? []).flatMap((record) => (record.t === 'streak' && record.dial.startsWith('d') ? [record] : []));
  const attempts = streaks.reduce((sum, { n }) => sum + n, 0);
  return {
    dials,
    perSecond: attempts / ((log?.end?.ms ?? Number.NaN) / 1000),
    lost: streaks.reduce((sum, { n, proof }) => sum + (proof === 'echo' ? 0 : n), 0),
    cpu: (after.cpuSeconds - before.cpuSeconds) / (watchedMs / 1000),
    peakMiB: after.peakMiB,
  };
};

const progress = timedLines((line) => process.stderr.write(line));
const stage = await bootStage('calico', 'verify-load', { workloads: false, progress });
try {
  await makeNamespace(stage.kubectl, namespace);
  process.stdout.write('| dials at once | attempts a second | without an echo | CPUs | peak memory |\n|---|---|---|---|---|\n');
  for (const dials of [1, 20, 50, 100]) {
    const { perSecond, lost, cpu, peakMiB } = await measure(stage, dials);
    process.stdout.write(`| ${dials} | ${Math.round(perSecond)} | ${lost} | ${cpu.toFixed(2)} | ${Math.round(peakMiB)} MiB |\n`);
  }
  await removeNamespace(stage.kubectl, namespace);
} finally {
  await endStage(stage);
}
