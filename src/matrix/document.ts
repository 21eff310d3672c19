import { NetproofError } from '../errors.ts';
import { formatMistake, formatOrigin, readYaml } from '../yaml/document.ts';
import type { YamlDocument } from '../yaml/document.ts';

/**
 * Parses a file that must hold exactly one YAML document.
 *
 * @throws NetproofError ERR_USAGE with every syntax error and its position
 */
export const parseYaml = (text: string, file: string): YamlDocument => {
  const { documents, mistakes } = readYaml(text, file);
  if (mistakes.length > 0) throw new NetproofError('ERR_USAGE', mistakes.map((mistake) => formatMistake(file, mistake)).join('\n'));
  const [document, second] = documents;
  if (document === undefined) throw new NetproofError('ERR_USAGE', `${file}: is empty`);
  if (second !== undefined) throw new NetproofError('ERR_USAGE', `${formatOrigin(second.start)}: a second document: one file holds one matrix`);
  return document;
};
