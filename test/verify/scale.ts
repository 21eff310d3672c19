/**
 * A real API server, filled with objects of a made-up cluster, and what netproof costs there. Prints a row for each size and
 * command:
 *
 *     npm run verify:scale -- [--largest 1] [--cluster scale]
 */
import { parseArgs } from 'node:util';
import { makeCluster } from '../../bench/cluster/index.ts';
import { timedLines } from '../cluster/shell/progress.ts';
import { localImage } from '../e2e/support/netproof.ts';
import { makeNamespaces } from '../e2e/support/namespace.ts';
import { writeMatrix } from '../e2e/support/matrix.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import { measure } from './support/measured.ts';
import { writeWorld } from './scale/write.ts';
import type { Written } from './scale/write.ts';

const { values } = parseArgs({ options: { largest: { type: 'string', default: '1' }, cluster: { type: 'string', default: 'scale' } } });
const whole: Written = { nodes: 1000, pods: 20_000, policies: 2000, namespaces: 200 };
const sizes = [0.125, 0.25, 0.5, 1].filter((share) => share <= Number(values.largest));
const scaled = (share: number): Written => ({ nodes: whole.nodes * share, pods: whole.pods * share, policies: whole.policies * share, namespaces: whole.namespaces });

/** No kubelet speaks for most of the nodes; they would be given up, and their pods removed. */
const flags = ['--node-monitor-grace-period=24h', '--controllers=*,-pod-garbage-collector-controller'];

const progress = timedLines((line) => process.stderr.write(line));
const stage = await bootStage('none', values.cluster, { nodes: 1, workloads: false, flags: { 'kube-controller-manager': flags }, progress });
try {
  const { kubeconfig } = stage.cluster;
  const world = makeCluster({ ...whole, classes: 4000 });
  await makeNamespaces(stage.kubectl, ['probed']);
  const matrix = writeMatrix('probed', {
    sources: { client: { namespace: 'probed', labels: { app: 'client' } } },
    targets: { server: { standIn: { namespace: 'probed', labels: { app: 'server' } }, port: 8080 } },
    expect: { client: { server: 'allow' } },
  });
  const commands: readonly (readonly string[])[] = [
    ['plan', '-f', matrix],
    ['plan', '--from-policies', '-n', 'team-0-prod'],
    ['plan', '--from-policies', '-A'],
    ['derive', '-A'],
    ['derive', '-n', 'team-0-prod', '-o', 'json'],
    ['init', '-n', 'team-0-prod'],
    ['run', '-f', matrix, '--no-canary', '--node-selector', 'kubernetes.io/hostname=node1', ...localImage],
    ['cleanup'],
  ];
  process.stdout.write('| nodes, pods, policies | command | seconds | peak MiB | requests | exit code |\n|---|---|---|---|---|---|\n');
  let written: Written = { nodes: 0, pods: 0, policies: 0, namespaces: 0 };
  for (const size of sizes.map(scaled)) {
    progress(`writing up to ${size.nodes} nodes, ${size.pods} pods, ${size.policies} policies`);
    await writeWorld(kubeconfig, world, written, size);
    written = size;
    for (const words of commands) {
      const { seconds, peakMiB, requests, code, stderr } = await measure(kubeconfig, words);
      const told = words.filter((word) => word !== matrix).slice(0, 4).join(' ');
      process.stdout.write(`| ${size.nodes}, ${size.pods}, ${size.policies} | \`${told}\` | ${seconds.toFixed(1)} | ${Math.round(peakMiB)} | ${requests} | ${code} |\n`);
      if (code !== 0) progress(stderr.slice(0, 2000));
    }
  }
} finally {
  await endStage(stage);
}
