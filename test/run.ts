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
const runner = mocha.run((failures) => {
  const { passes = 0, pending = 0 } = runner.stats ?? {};
  process.stdout.write(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}\n`);
  process.exitCode = failures > 0 || passes === 0 ? 1 : 0;
});
