import { renderFirstMatrix } from '../../report/first-matrix-yaml.ts';
import { lookAtCluster, lookAtFiles } from '../../run/first-matrix.ts';
import type { Looked } from '../../run/first-matrix.ts';
import { hostAddress, podsIn } from '../asking.ts';
import { connectTo } from '../cluster.ts';
import type { initOptions } from '../commands/init.ts';
import { createText } from '../files.ts';
import { askedNamespaces } from '../namespaces.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Output } from '../output.ts';
import { readFiles } from '../world.ts';

export const init = async (args: ArgumentsOf<typeof initOptions>): Promise<void> => {
  const output = createOutput(args);
  const { namespaces, matrix } = await look(args, output);
  const [only, ...others] = namespaces;
  const text = renderFirstMatrix(matrix, { name: only !== undefined && others.length === 0 ? only : 'first', namespaces });
  if (args.to === undefined) output.result(text);
  else createText(args.to, text);
  output.note(`${matrix.rows.length} sources, ${matrix.columns.length} targets, ${matrix.leftOut.length} left out: every answer is a guess; correct them, then netproof check -f ${args.to ?? 'FILE'}`);
};

const look = async (args: ArgumentsOf<typeof initOptions>, { log }: Output): Promise<Looked> => {
  const { manifests, internet, selector } = args;
  const asked = askedNamespaces(args);
  const wishes = { ...(internet === undefined ? {} : { internet: hostAddress(internet) }), ...podsIn(selector) };
  return manifests === undefined ? lookAtCluster(connectTo(args, log), asked, wishes) : lookAtFiles(readFiles(manifests), asked, wishes);
};
