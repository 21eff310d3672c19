import { defaultSettings } from '../../run/settings.ts';
import type { runOptions } from '../commands/run.ts';
import { asking } from '../asking.ts';
import { canaryBeside, holding, judging, lentNamespaces } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { probe } from '../probing.ts';
import { netproofVersion } from '../version.ts';

export const run = async (args: ArgumentsOf<typeof runOptions>): Promise<void> => {
  const ask = () => ({ ...asking(args), settings: { ...defaultSettings, holdMs: holding(args) }, guests: { allowAutoscaled: args.allowAutoscaled }, netproofVersion, canary: canaryBeside(args), ...lentNamespaces(args) });
  await probe(args, ask, judging(args));
};
