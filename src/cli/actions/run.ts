import { connect } from '../../cluster/connection.ts';
import { compare } from '../../compare/compare.ts';
import { parseMatrix } from '../../matrix/parse.ts';
import { renderers } from '../../report/render.ts';
import { runMatrix } from '../../run/coordinator.ts';
import { defaultSettings } from '../../run/settings.ts';
import { steadyNow } from '../clock.ts';
import type { runOptions } from '../commands/run.ts';
import { parseDuration } from '../duration.ts';
import { readText, writeText } from '../files.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { connectOptions, controlOptions, judging } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';
import { createProgress } from '../progress.ts';
import { netproofVersion } from '../version.ts';

const longestHoldMs = 30 * 60_000;

export const run = async (args: ArgumentsOf<typeof runOptions>): Promise<void> => {
  const output = createOutput(args);
  const holdMs = parseDuration('--hold', args.hold, longestHoldMs);
  const loaded = parseMatrix(readText(args.filename), args.filename);
  // Better now than after the packets: a verdict must not be lost to a folder that does not exist.
  if (args.record !== undefined) writeText(args.record, '');
  const api = connect(connectOptions(args));
  const interrupt = listenForInterrupt(output.note);
  try {
    const recording = await runMatrix({
      api,
      request: {
        loaded,
        image: args.image,
        imagePullPolicy: args.imagePullPolicy,
        settings: { ...defaultSettings, holdMs },
        guests: { allowAutoscaled: args.allowAutoscaled },
        netproofVersion,
        ...controlOptions(args),
      },
      log: output.log,
      now: steadyNow,
      signal: interrupt.signal,
      onProgress: createProgress(output.note, steadyNow),
    });
    const report = compare(recording, judging(args));
    output.result(renderers[args.output](report, { paint: output.paint }));
    process.exitCode = report.exitCode;
    if (args.record !== undefined) writeText(args.record, JSON.stringify(recording));
  } finally {
    interrupt.dispose();
  }
};
