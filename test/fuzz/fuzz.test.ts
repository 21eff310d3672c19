/** Bytes that no one would write: whatever comes in, a value or an exact error comes out, soon. */
import * as fc from 'fast-check';
import { corpusOf, keep } from './corpus.ts';
import { mutated } from './mutate.ts';
import { fileTargets } from './targets/files.ts';
import { wireTargets } from './targets/wire.ts';

/** NETPROOF_FUZZ_CASES and NETPROOF_FUZZ_SEED choose others. */
const cases = Number(process.env['NETPROOF_FUZZ_CASES'] ?? 100_000);
const seed = Number(process.env['NETPROOF_FUZZ_SEED'] ?? 1);

/** Of one input. */
const longestMs = 2000;

describe(`what others wrote, ${cases} times (seed ${seed})`, function () {
  this.timeout(15 * 60_000);
  this.slow(60_000);

  for (const { name, seeds, check, share } of [...fileTargets, ...wireTargets]) {
    const timed = async (input: Buffer): Promise<void> => {
      const startedMs = performance.now();
      await check(input);
      const tookMs = performance.now() - startedMs;
      if (tookMs > longestMs) throw new Error(`${input.length} bytes took ${Math.round(tookMs)} ms`);
    };

    describe(name, () => {
      for (const { file, input } of corpusOf(name)) it(`is read, or told what is wrong with it: ${file}`, () => timed(input));

      it('is read, or told what is wrong with it', async () => {
        const property = fc.asyncProperty(mutated(seeds()), timed);
        const outcome = await fc.check(property, { seed, numRuns: Math.ceil((cases * share) / 100), endOnFailure: true });
        if (!outcome.failed) return;
        const [input] = outcome.counterexample ?? [];
        throw new Error(`${input === undefined ? 'no input' : keep(name, input)}: ${String(outcome.errorInstance)}`, { cause: outcome.errorInstance });
      });
    });
  }
});
