import { explain as explainWay } from '../../explain/explain.ts';
import { parseSource, parseTarget } from '../../explain/written.ts';
import { explanationJson, explanationText } from '../../report/explanation.ts';
import { scopeOfEnds } from '../../run/scope-of-ends.ts';
import type { explainOptions } from '../commands/explain.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';
import { readWorld } from '../world.ts';

export const explain = async (args: ArgumentsOf<typeof explainOptions>): Promise<void> => {
  const output = createOutput(args);
  const { source, target } = args;
  const ends = [parseSource(source), parseTarget(target).end];
  const world = await readWorld(args, scopeOfEnds(ends));
  const explanation = explainWay({ source, target }, world);
  if (args.output === 'json') output.result(explanationJson(explanation));
  else output.draw(explanationText(explanation, output.paint));
};
