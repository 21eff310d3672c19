import { check as checkMatrix } from '../../check/check.ts';
import { parseMatrix } from '../../matrix/parse.ts';
import { checkRenderers } from '../../report/check.ts';
import { scopeOf } from '../../run/scope.ts';
import type { checkOptions } from '../commands/check.ts';
import { readText } from '../files.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput, printerFor } from '../output.ts';
import { readWorld } from '../world.ts';

export const check = async (args: ArgumentsOf<typeof checkOptions>): Promise<void> => {
  const output = createOutput(args);
  const loaded = parseMatrix(readText(args.filename), args.filename);
  const world = await readWorld(args, scopeOf(loaded.matrix));
  const report = checkMatrix(loaded, world);
  printerFor(output, args.output)(checkRenderers[args.output](report, { paint: output.paint }));
  process.exitCode = report.exitCode;
};
