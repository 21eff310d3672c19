import type { imagesOptions } from '../commands/images.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';
import { netproofVersion } from '../version.ts';

/** There is one: coordinator and probes are the same program. */
export const images = (args: ArgumentsOf<typeof imagesOptions>): void => {
  const prefix = args.registry === undefined ? '' : `${args.registry.replace(/\/+$/, '')}/`;
  createOutput(args).result(`${prefix}netproof:${netproofVersion}\n`);
};
