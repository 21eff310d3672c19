/**
 * One large matrix on the test cluster: is every cell judged, how long does it take, and what does it cost the API server and the
 * coordinator? Prints a row, or one for each part of a matrix that is too large for the machine:
 *
 *     npm run verify:load -- [--sources 100] [--targets 10] [--source-parts 1] [--target-parts 1] [--nodes 4] [--cluster load]
 */
import { parseArgs } from 'node:util';
import type { RunReport } from '../../src/model/report.ts';
import { timedLines } from '../cluster/shell/progress.ts';
import { writeMatrix } from '../e2e/support/matrix.ts';
import type { MatrixParts } from '../e2e/support/matrix.ts';
import { applyObject, makeNamespaces } from '../e2e/support/namespace.ts';
import { localImage } from '../e2e/support/netproof.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import type { Stage } from '../e2e/support/stage.ts';
import { measure } from './support/measured.ts';

const { values } = parseArgs({
  options: {
    sources: { type: 'string', default: '100' },
    targets: { type: 'string', default: '10' },
    'source-parts': { type: 'string', default: '1' },
    'target-parts': { type: 'string', default: '1' },
    nodes: { type: 'string', default: '4' },
    cluster: { type: 'string', default: 'load' },
  },
});
const namespace = 'load';

/** Names in so many parts of the same size, but for the last. */
const partsOf = (kind: string, count: number, parts: number): string[][] => {
  const names = Array.from({ length: count }, (_, index) => `${kind}${index}`);
  const size = Math.ceil(count / parts);
  return Array.from({ length: parts }, (_, part) => names.slice(part * size, (part + 1) * size));
};

/** Every other source may reach the targets. */
const isIn = (name: string): boolean => Number(name.replace(/\D/g, '')) % 2 === 0;

const matrixOf = (sources: readonly string[], targets: readonly string[]): MatrixParts => ({
  sources: Object.fromEntries(sources.map((name) => [name, { namespace, labels: { app: name, source: isIn(name) ? 'in' : 'out' } }])),
  targets: Object.fromEntries(targets.map((name) => [name, { standIn: { namespace, labels: { app: name, target: 'yes' } }, port: 8080 }])),
  expect: Object.fromEntries(sources.map((name) => [name, { '*': isIn(name) ? 'allow' : 'deny' }])),
});

/** @returns whether every cell was judged, and rightly */
const measureOne = async ({ cluster }: Stage, sources: readonly string[], targets: readonly string[]): Promise<boolean> => {
  const { seconds, peakMiB, requests, code, stdout, stderr } = await measure(cluster.kubeconfig, ['run', '-f', writeMatrix('load', matrixOf(sources, targets)), '-o', 'json', '--no-canary', ...localImage]);
  if (stdout === '') throw new Error(`There is no report (exit ${code}):\n${stderr}`);
  const { counts, apiCalls, phases } = JSON.parse(stdout) as RunReport;
  const told = Object.entries(phases).map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)}`).join(', ');
  process.stdout.write(`| ${values.nodes} | ${sources.length + targets.length} | ${counts.cells} | ${counts.conforms} | ${counts.inconclusive} | ${counts.leak + counts.overblock} | ${seconds.toFixed(1)} | ${apiCalls} | ${requests} | ${Math.round(peakMiB)} | ${told} |\n`);
  const isRight = counts.conforms === counts.cells && code === 0;
  if (!isRight) progress(stderr);
  return isRight;
};

const progress = timedLines((line) => process.stderr.write(line));
const stage = await bootStage('calico', values.cluster, { nodes: Number(values.nodes), workloads: false, progress });
try {
  await makeNamespaces(stage.kubectl, [namespace]);
  await applyObject(stage.kubectl, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'in-from-in', namespace },
    spec: { podSelector: { matchExpressions: [{ key: 'target', operator: 'Exists' }] }, ingress: [{ from: [{ podSelector: { matchLabels: { source: 'in' } } }] }] },
  });
  process.stdout.write(`| nodes | guests | cells | conform | inconclusive | wrong | seconds | API calls | requests | peak MiB | phases (s) |\n|---|---|---|---|---|---|---|---|---|---|---|\n`);
  for (const sources of partsOf('source', Number(values.sources), Number(values['source-parts']))) {
    for (const targets of partsOf('target', Number(values.targets), Number(values['target-parts']))) if (!(await measureOne(stage, sources, targets))) process.exitCode = 1;
  }
} finally {
  await endStage(stage);
}
