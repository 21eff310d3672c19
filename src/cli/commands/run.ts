import { steadyNow } from '../clock.ts';
import { connect } from '../../cluster/connection.ts';
import { compare } from '../../compare/compare.ts';
import { parseMatrix } from '../../matrix/parse.ts';
import { renderers } from '../../report/render.ts';
import { runMatrix } from '../../run/coordinator.ts';
import { defaultSettings } from '../../run/settings.ts';
import { readText, writeText } from '../files.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { clusterOptions, connectOptions, controlOptions, fileOption, guestOptions, judgeOptions, outputOptions } from '../options.ts';
import type { Parser } from '../options.ts';
import { createOutput } from '../output.ts';
import { createProgress } from '../progress.ts';
import { netproofVersion } from '../version.ts';

export const addRun = (parser: Parser) =>
  parser.command(
    'run',
    'send real packets and compare what got through with the expected matrix',
    (argv) =>
      outputOptions(judgeOptions(guestOptions(clusterOptions(fileOption(argv)))))
        .option('image', { type: 'string', demandOption: true, requiresArg: true, describe: 'image of the probe pods, best by digest; none is published yet' })
        .option('image-pull-policy', { choices: ['IfNotPresent', 'Always', 'Never'] as const, default: 'IfNotPresent' as const, describe: 'as in a pod' })
        .option('record', { type: 'string', requiresArg: true, describe: 'save everything that was seen as JSON, for netproof report --from' }),
    async (args) => {
      const output = createOutput(args);
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
            settings: defaultSettings,
            guests: { allowAutoscaled: args.allowAutoscaled },
            netproofVersion,
            ...controlOptions(args),
          },
          log: output.log,
          now: steadyNow,
          signal: interrupt.signal,
          onProgress: createProgress(output.note, steadyNow),
        });
        const report = compare(recording, { strict: args.strict });
        output.result(renderers[args.output](report, { paint: output.paint }));
        process.exitCode = report.exitCode;
        if (args.record !== undefined) writeText(args.record, JSON.stringify(recording));
      } finally {
        interrupt.dispose();
      }
    },
  );
