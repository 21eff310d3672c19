/**
 * Plays the battery again and again on a CNI that does what policies say: whatever it finds is a false alarm. Goes on where an
 * earlier call stopped, keeps the report of each alarm, and ends with how many there were.
 *
 *     npm run verify:conformance -- [--runs 20] [--profile standard] [--cni calico]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ConformanceJson } from '../../src/report/conformance/json.ts';
import { cacheDir } from '../cluster/cache/cache.ts';
import { probeImage } from '../cluster/images/probe.ts';
import { cniNames, silent } from '../cluster/index.ts';
import { timedLines } from '../cluster/shell/progress.ts';
import { localImage } from '../e2e/support/netproof.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import { tableHead, tableRow } from './distribution.ts';
import { openSamples } from './samples.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '20' }, profile: { type: 'string', default: 'standard' }, cni: { type: 'string', default: 'calico' } } });
const cni = cniNames.find((name) => name === values.cni);
if (cni === undefined) throw new Error(`Unknown CNI "${values.cni}": one of ${cniNames.join(', ')}`);
const runs = Number(values.runs);
const series = `${cni}, ${values.profile}`;
const progress = timedLines((line) => process.stderr.write(line));
const store = openSamples('conformance', (await probeImage(silent)).tarPath);

/** What is measured of each run; a leak or an over-block is an alarm. */
const measures = {
  'wall time': ({ wallMs }: ConformanceJson) => wallMs / 1000,
  'to block, at most': ({ cases }: ConformanceJson) => slowest(cases.flatMap(({ steps }) => steps.map(({ toBlockMs }) => toBlockMs))),
  'to allow, at most': ({ cases }: ConformanceJson) => slowest(cases.flatMap(({ steps }) => steps.map(({ toAllowMs }) => toAllowMs))),
};
const slowest = (ms: readonly (number | undefined)[]): number => Math.max(0, ...ms.map((one = 0) => one)) / 1000;

if (store.of(series).length < runs) {
  const stage = await bootStage(cni, 'verify-conformance', { workloads: false, progress });
  try {
    while (store.of(series).length < runs) {
      const { code, stdout, stderr } = await stage.netproof(['conformance', '--profile', values.profile, '-o', 'json', ...localImage]);
      if (stdout === '') throw new Error(`netproof gave no answer (exit ${code}): ${stderr}`);
      const result = JSON.parse(stdout) as ConformanceJson;
      progress(`${series}: ${result.headline}`);
      if (code === 1) writeFileSync(join(cacheDir(), 'verify', `false-alarm-conformance-${Date.now()}.json`), stdout);
      for (const [measure, of] of Object.entries(measures)) store.add(`${series}: ${measure}`, [of(result)]);
      store.add(series, [code ?? -1]);
    }
  } finally {
    await endStage(stage);
  }
}

const codes = store.of(series);
const alarms = codes.filter((code) => code === 1).length;
const rows = Object.keys(measures).map((measure) => tableRow(`${series}: ${measure}`, 's', store.of(`${series}: ${measure}`)));
process.stdout.write(`${[tableHead, ...rows].join('\n')}\nruns ${codes.length}, false alarms ${alarms}, without all answers ${codes.filter((code) => code !== 0).length - alarms}\n`);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
