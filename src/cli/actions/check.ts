import { check as checkMatrix } from '../../check/check.ts';
import { connect } from '../../cluster/connection.ts';
import { parseMatrix } from '../../matrix/parse.ts';
import { checkRenderers } from '../../report/check.ts';
import { readWorld } from '../../run/read-world.ts';
import { scopeOf } from '../../run/scope.ts';
import type { checkOptions } from '../commands/check.ts';
import { readText } from '../files.ts';
import { readManifestWorld } from '../manifest-world.ts';
import { connectOptions } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';

export const check = async (args: ArgumentsOf<typeof checkOptions>): Promise<void> => {
  const output = createOutput(args);
  const loaded = parseMatrix(readText(args.filename), args.filename);
  const world = args.manifests === undefined ? await readWorld(connect(connectOptions(args)), scopeOf(loaded.matrix)) : readManifestWorld(args.manifests);
  const report = checkMatrix(loaded, world);
  output.result(checkRenderers[args.output](report, { paint: output.paint }));
  process.exitCode = report.exitCode;
};
