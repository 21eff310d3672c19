import { connect } from '../../cluster/connection.ts';
import { explain as explainWay } from '../../explain/explain.ts';
import { parseSource, parseTarget } from '../../explain/written.ts';
import { explanationJson, explanationText } from '../../report/explanation.ts';
import { readWorldOfEnds } from '../../run/read-world.ts';
import type { explainOptions } from '../commands/explain.ts';
import { readManifestWorld } from '../manifest-world.ts';
import { connectOptions } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';

export const explain = async (args: ArgumentsOf<typeof explainOptions>): Promise<void> => {
  const output = createOutput(args);
  const { source, target, manifests } = args;
  const ends = [parseSource(source), parseTarget(target).end];
  const world = manifests === undefined ? await readWorldOfEnds(connect(connectOptions(args)), ends) : readManifestWorld(manifests);
  const explanation = explainWay({ source, target }, world);
  output.result(args.output === 'json' ? explanationJson(explanation) : explanationText(explanation, output.paint));
};
