import { realClock } from '../../cluster/requests/clock.ts';
import { describeError, NetproofError } from '../../errors.ts';
import { tellEnded } from '../../report/served.ts';
import { steadyNow } from '../clock.ts';
import { connectTo } from '../cluster.ts';
import type { serveOptions } from '../commands/serve.ts';
import { parseDuration } from '../duration.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { judging } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';
import { prepareProbing } from '../probe-once.ts';
import { parseListen, serveMetrics } from '../serving/endpoint.ts';
import { repeat } from '../serving/schedule.ts';
import { createTally } from '../serving/tally.ts';
import { askedOf } from './run.ts';

const longestPauseMs = 24 * 3_600_000;

/** A run may take so long beyond its turn, its own deadlines added up. */
const patienceMs = 45 * 60_000;

export const serve = async (args: ArgumentsOf<typeof serveOptions>): Promise<void> => {
  if (args.filename === '-') throw new NetproofError('ERR_USAGE', 'Cannot read a matrix from standard input again for each run: give -f a file');
  const output = createOutput(args);
  const everyMs = parseDuration('--every', args.every, longestPauseMs);
  const run = prepareProbing(args, judging(args));
  // Read once before, so that a mistake is told at once; and again for each run, so that a matrix may be changed.
  askedOf(args);
  const tally = createTally();
  let running = false;
  let begunMs = steadyNow();
  const endpoint = await serveMetrics(parseListen(args.listen), {
    metrics: () => tally.metrics(running),
    isHealthy: () => steadyNow() - begunMs < everyMs + patienceMs,
    isReady: tally.hasReport,
  });
  output.note(`serving /metrics, /healthz and /readyz on port ${endpoint.port}`);
  const interrupt = listenForInterrupt(output.note);
  try {
    const api = connectTo(args, output.log, interrupt.signal);
    await repeat({ everyMs, now: steadyNow, sleep: realClock.sleep, signal: interrupt.signal }, async () => {
      begunMs = steadyNow();
      running = true;
      try {
        const { report, conclude } = await run(askedOf(args), { api, output, signal: interrupt.signal, onProgress: () => undefined });
        output.note(tellEnded(report, await conclude()));
        if (!interrupt.signal.aborted) tally.ended(report);
      } catch (error) {
        output.log.error({ reason: describeError(error) }, 'a run has failed');
        tally.failed();
      } finally {
        running = false;
      }
    });
  } finally {
    interrupt.dispose();
    await endpoint.close();
  }
};
