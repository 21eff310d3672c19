/**
 * One large matrix on the test cluster: is every cell judged, how long does it take, and what does it cost the API server and the
 * coordinator? Prints a row:
 *
 *     npm run verify:load -- [--sources 100] [--targets 10] [--nodes 4] [--cluster load]
 */
import { parseArgs } from 'node:util';
import type { RunReport } from '../../src/model/report.ts';
import { timedLines } from '../cluster/shell/progress.ts';
import { writeMatrix } from '../e2e/support/matrix.ts';
import { applyObject, makeNamespaces } from '../e2e/support/namespace.ts';
import { localImage } from '../e2e/support/netproof.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import { measure } from './support/measured.ts';

const { values } = parseArgs({ options: { sources: { type: 'string', default: '100' }, targets: { type: 'string', default: '10' }, nodes: { type: 'string', default: '4' }, cluster: { type: 'string', default: 'load' } } });
const namespace = 'load';
const names = (kind: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${kind}${index}`);
const sources = names('source', Number(values.sources));
const targets = names('target', Number(values.targets));

/** Every other source may reach the targets. */
const isIn = (name: string): boolean => Number(name.replace(/\D/g, '')) % 2 === 0;

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
  const matrix = writeMatrix('load', {
    sources: Object.fromEntries(sources.map((name) => [name, { namespace, labels: { app: name, source: isIn(name) ? 'in' : 'out' } }])),
    targets: Object.fromEntries(targets.map((name) => [name, { standIn: { namespace, labels: { app: name, target: 'yes' } }, port: 8080 }])),
    expect: Object.fromEntries(sources.map((name) => [name, { '*': isIn(name) ? 'allow' : 'deny' }])),
  });
  const { seconds, peakMiB, requests, code, stdout, stderr } = await measure(stage.cluster.kubeconfig, ['run', '-f', matrix, '-o', 'json', '--no-canary', ...localImage]);
  if (stdout === '') throw new Error(`There is no report (exit ${code}):\n${stderr}`);
  const { counts, apiCalls, phases } = JSON.parse(stdout) as RunReport;
  const pods = sources.length + targets.length;
  const told = Object.entries(phases).map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)}`).join(', ');
  process.stdout.write(`| nodes | guests | cells | conform | inconclusive | wrong | seconds | API calls | requests | peak MiB | phases (s) |\n|---|---|---|---|---|---|---|---|---|---|---|\n`);
  process.stdout.write(`| ${values.nodes} | ${pods} | ${counts.cells} | ${counts.conforms} | ${counts.inconclusive} | ${counts.leak + counts.overblock} | ${seconds.toFixed(1)} | ${apiCalls} | ${requests} | ${Math.round(peakMiB)} | ${told} |\n`);
  if (counts.conforms !== counts.cells) progress(stderr);
  process.exitCode = counts.conforms === counts.cells && code === 0 ? 0 : 1;
} finally {
  await endStage(stage);
}
