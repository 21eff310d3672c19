import { defaultSettings } from '../../run/settings.ts';
import type { serveOptions } from '../commands/serve.ts';
import type { runOptions } from '../commands/run.ts';
import { asking } from '../asking.ts';
import { canaryBeside, holding, judging, lending } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import type { Asked } from '../probe-once.ts';
import { probe } from '../probing.ts';
import { netproofVersion } from '../version.ts';

/** Reads the matrix. @throws NetproofError ERR_USAGE */
export const askedOf = (args: ArgumentsOf<typeof runOptions> | ArgumentsOf<typeof serveOptions>): Asked => ({
  ...asking(args),
  settings: { ...defaultSettings, holdMs: holding(args) },
  guests: { allowAutoscaled: args.allowAutoscaled },
  netproofVersion,
  canary: canaryBeside(args),
  ...lending(args),
});

export const run = (args: ArgumentsOf<typeof runOptions>): Promise<void> => probe(args, () => askedOf(args), () => judging(args));
