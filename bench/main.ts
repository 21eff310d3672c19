/**
 * `npm run bench [-- --runs N WORKLOAD…]`: a line for each figure, the median of some runs. Each run is a fresh process that
 * keeps to one core: else the compiler and the collector would work on others.
 */
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figures } from './figures.ts';
import type { Figure } from './figures.ts';
import { median } from './measure.ts';
import type { Result } from './workloads.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { runs: { type: 'string', default: '3' } } });

const once = ({ workload, size }: Figure): Result =>
  JSON.parse(execFileSync(process.execPath, ['--single-threaded', join(import.meta.dirname, 'one.ts'), workload, JSON.stringify(size)], { encoding: 'utf8' })) as Result;

for (const figure of figures.filter(({ workload }) => positionals.length === 0 || positionals.includes(workload))) {
  const results = Array.from({ length: Number(values.runs) }, () => once(figure));
  process.stdout.write(`${figure.say(median(results))}\n`);
}
process.stderr.write(`load at the end: ${loadavg().map((load) => load.toFixed(1)).join(' ')}\n`);
