/**
 * Runs the tests and ends with their counts, as the runner itself counted them:
 * `node test/run.ts [unit|fuzz|integration|e2e …] [--grep TEXT]`; without a name, all of them.
 */
import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { endStages } from './e2e/support/stages.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
const rings = positionals.length > 0 ? positionals : ['unit', 'fuzz', 'integration', 'e2e'];

const mocha = new Mocha({ forbidOnly: true, timeout: 5000, slow: 1000, ...(values.grep === undefined ? {} : { grep: values.grep }) });
mocha.globalTeardown(endStages);
for (const ring of rings) {
  const files = globSync(join(import.meta.dirname, ring, '**/*.test.ts')).toSorted();
  if (files.length === 0) throw new Error(`Cannot run "${ring}": ${relative(process.cwd(), join(import.meta.dirname, ring))} has no test`);
  for (const file of files) mocha.addFile(file);
}
await mocha.loadFilesAsync();
/** Of each file's suites, with what they wait for; ms. */
const spent = new Map<string, number>();
const runner = mocha.run((failures) => {
  const { passes = 0, pending = 0 } = runner.stats ?? {};
  const longest = [...spent].toSorted(([, a], [, b]) => b - a).slice(0, 20);
  if (longest.length > 1) process.stdout.write(`where the time went:\n${longest.map(([file, ms]) => `${(ms / 1000).toFixed(0).padStart(6)} s  ${file}\n`).join('')}\n`);
  process.stdout.write(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}\n`);
  process.exitCode = failures > 0 || passes === 0 ? 1 : 0;
});
let begunMs = 0;
runner.on('suite', ({ parent }) => {
  if (parent?.root === true) begunMs = performance.now();
});
runner.on('suite end', ({ parent, file }) => {
  if (parent?.root !== true || file === undefined) return;
  const name = relative(import.meta.dirname, file);
  spent.set(name, (spent.get(name) ?? 0) + performance.now() - begunMs);
});
