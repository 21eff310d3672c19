import type { Parser } from '../options.ts';

export const imagesOptions = (argv: Parser) => argv.option('registry', { type: 'string', requiresArg: true, describe: 'where your nodes pull from, as registry.example.com/mirror' });

export const addImages = (parser: Parser) =>
  parser.command('images', 'print the images that a run needs, one a line: for mirrors of clusters without a way out', imagesOptions, async (args) => (await import('../actions/images.ts')).images(args));
