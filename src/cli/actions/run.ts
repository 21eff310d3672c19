import { parseMatrix } from '../../matrix/parse.ts';
import { defaultSettings } from '../../run/settings.ts';
import type { runOptions } from '../commands/run.ts';
import { readText } from '../files.ts';
import { canaryBeside, controlOptions, holding, judging } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { probe } from '../probing.ts';
import { netproofVersion } from '../version.ts';

export const run = async (args: ArgumentsOf<typeof runOptions>): Promise<void> => {
  const holdMs = holding(args);
  const loaded = parseMatrix(readText(args.filename), args.filename);
  const { image, imagePullPolicy, allowAutoscaled } = args;
  const request = { loaded, image, imagePullPolicy, settings: { ...defaultSettings, holdMs }, guests: { allowAutoscaled }, netproofVersion, canary: canaryBeside(args), ...controlOptions(args) };
  await probe(args, request, judging(args));
};
