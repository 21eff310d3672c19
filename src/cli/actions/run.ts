import { parseMatrix } from '../../matrix/parse.ts';
import { defaultSettings } from '../../run/settings.ts';
import type { runOptions } from '../commands/run.ts';
import { parseDuration } from '../duration.ts';
import { readText } from '../files.ts';
import { canaryBeside, controlOptions, judging } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { probe } from '../probing.ts';
import { netproofVersion } from '../version.ts';

const longestHoldMs = 30 * 60_000;

export const run = async (args: ArgumentsOf<typeof runOptions>): Promise<void> => {
  const holdMs = parseDuration('--hold', args.hold, longestHoldMs);
  const loaded = parseMatrix(readText(args.filename), args.filename);
  const { image, imagePullPolicy, allowAutoscaled } = args;
  const request = { loaded, image, imagePullPolicy, settings: { ...defaultSettings, holdMs }, guests: { allowAutoscaled }, netproofVersion, canary: canaryBeside(args), ...controlOptions(args) };
  await probe(args, request, judging(args));
};
