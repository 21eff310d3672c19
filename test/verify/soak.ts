/**
 * netproof every minute for an hour, as a CronJob and as a Deployment that serves: nothing grows, nothing is left. Prints a row a
 * minute, and ends with what grew and what remained:
 *
 *     npm run verify:soak -- [--minutes 60] [--cluster soak]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { messageOf } from '../cluster/shell/failure.ts';
import { timedLines } from '../cluster/shell/progress.ts';
import { overlayOn } from '../e2e/manifests/overlay.ts';
import { deployShop } from '../e2e/manifests/shop.ts';
import { waitUntilClean } from '../e2e/support/leftovers.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import { growing } from './soak/growth.ts';
import { coordinators, endedJobs, servedRuns, stored } from './soak/sample.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, cluster: { type: 'string', default: 'soak' } } });
const minutes = Number(values.minutes);
const sampleMs = 1000;

const everyMinute = { spec: { schedule: '* * * * *' } };
const servesEveryMinute = [{ op: 'replace', path: '/spec/template/spec/containers/0/args/2', value: '--every=1m' }];

const progress = timedLines((line) => process.stderr.write(line));
const stage = await bootStage('calico', values.cluster, { progress });
const { kubectl } = stage;
try {
  await deployShop(kubectl);
  await kubectl(['apply', '-k', overlayOn('audit')]);
  await kubectl(['apply', '-k', overlayOn('serve')]);
  await kubectl(['patch', 'deployment', 'netproof', '-n', 'netproof', '--type=json', '-p', JSON.stringify(servesEveryMinute)]);
  await kubectl(['patch', 'cronjob', 'netproof-audit', '-n', 'netproof', '-p', JSON.stringify(everyMinute)]);

  const ended = new Map<string, boolean>();
  const countFailed = (): number => [...ended.values()].filter((came) => !came).length;
  const rows: Readonly<Record<string, number>>[] = [];
  process.stdout.write('| minute | jobs ended | failed | job peak MiB | server MiB | server descriptors | other objects | pods and leases of runs | history bytes |\n|---|---|---|---|---|---|---|---|---|\n');
  for (let minute = 1; minute <= minutes; minute += 1) {
    let jobPeakMiB = 0;
    for (const until = Date.now() + 60_000; Date.now() < until; await sleep(sampleMs)) for (const { command, peakMiB } of coordinators()) if (command === 'run') jobPeakMiB = Math.max(jobPeakMiB, peakMiB);
    try {
      for (const [uid, came] of await endedJobs(kubectl)) ended.set(uid, came);
      const { ours, ...figures } = await stored(kubectl, 'netproof-audit-history');
      const server = coordinators().find(({ command }) => command === 'serve');
      const row = { jobPeakMiB: Math.round(jobPeakMiB), serverMiB: Math.round(server?.residentMiB ?? 0), descriptors: server?.descriptors ?? 0, ...figures };
      rows.push(row);
      process.stdout.write(`| ${minute} | ${ended.size} | ${countFailed()} | ${row.jobPeakMiB} | ${row.serverMiB} | ${row.descriptors} | ${row.others} | ${ours} | ${row.historyBytes} |\n`);
    } catch (error) {
      // One minute that could not be looked at is not worth the hour.
      progress(`minute ${minute}: ${messageOf(error)}`);
    }
  }

  await kubectl(['patch', 'cronjob', 'netproof-audit', '-n', 'netproof', '-p', '{"spec":{"suspend":true}}']);
  const served = await servedRuns(kubectl);
  await kubectl(['scale', 'deployment', 'netproof', '-n', 'netproof', '--replicas=0']);
  await kubectl(['wait', '--for=delete', '--timeout=90s', '-n', 'netproof', 'pod', '-l', 'app.kubernetes.io/name=netproof-server']);
  const left = await waitUntilClean(kubectl, 120_000);
  const failed = countFailed();
  const grew = growing(rows);
  process.stdout.write(`${grew.map((line) => `${line}\n`).join('')}jobs ${ended.size}, failed ${failed}; served ${served.came}, failed ${served.failed}; leftovers ${left.length}\n`);
  process.exitCode = failed + served.failed + left.length + grew.length === 0 && Math.min(ended.size, served.came, rows.length) >= minutes / 2 ? 0 : 1;
} finally {
  await endStage(stage);
}
