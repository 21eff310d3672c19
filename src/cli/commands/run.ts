import type { CommandModule } from 'yargs';
import { connect } from '../../cluster/connection.ts';
import { compare } from '../../compare/compare.ts';
import { parseMatrix } from '../../matrix/parse.ts';
import { renderers } from '../../report/render.ts';
import { runMatrix } from '../../run/coordinator.ts';
import { defaultSettings } from '../../run/settings.ts';
import { readText, writeText } from '../files.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { clusterOptions, fileOption, guestOptions, judgeOptions, outputOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import { createProgress } from '../progress.ts';
import { defaultImage, netproofVersion } from '../version.ts';

interface RunArguments {
  readonly filename: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly output: 'table' | 'json';
  readonly strict: boolean;
  readonly image: string;
  readonly imagePullPolicy: 'IfNotPresent' | 'Always' | 'Never';
  readonly controlNamespace?: string;
  readonly allowAutoscaled: boolean;
  readonly record?: string;
  readonly verbose: boolean;
  readonly quiet: boolean;
}

export const runCommand: CommandModule<{ verbose: boolean; quiet: boolean }, RunArguments> = {
  command: 'run',
  describe: 'send real packets and compare what got through with the expected matrix',
  builder: (argv) =>
    outputOptions(judgeOptions(guestOptions(clusterOptions(fileOption(argv)))))
      .option('image', { type: 'string', default: defaultImage, requiresArg: true, describe: 'image of the probe pods' })
      .option('image-pull-policy', { choices: ['IfNotPresent', 'Always', 'Never'] as const, default: 'IfNotPresent' as const, describe: 'as in a pod' })
      .option('record', { type: 'string', requiresArg: true, describe: 'save everything that was seen as JSON, for netproof report --from' }) as never,
  handler: async (args) => {
    const output = createOutput(args);
    const loaded = parseMatrix(readText(args.filename), args.filename);
    const api = connect(args);
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
          ...(args.controlNamespace === undefined ? {} : { controlNamespace: args.controlNamespace }),
        },
        log: output.log,
        now: Date.now,
        signal: interrupt.signal,
        onProgress: createProgress(output.note, Date.now),
      });
      if (args.record !== undefined) writeText(args.record, JSON.stringify(recording));
      const report = compare(recording, { strict: args.strict });
      output.result(renderers[args.output](report, { paint: output.paint }));
      process.exitCode = report.exitCode;
    } finally {
      interrupt.dispose();
    }
  },
};
