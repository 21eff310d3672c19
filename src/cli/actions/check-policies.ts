import { NetproofError } from '../../errors.ts';
import { parseManifest } from '../../manifests/policies.ts';
import { describeManifests } from '../../report/manifests.ts';
import { formatMistake } from '../../yaml/document.ts';
import type { checkOptions } from '../commands/policies.ts';
import { readManifestTexts } from '../manifest-files.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';

export const checkPolicies = (args: ArgumentsOf<typeof checkOptions>): void => {
  const output = createOutput(args);
  const [, , ...further] = args._;
  const names = [...args.filename, ...further.map(String)];
  const files = readManifestTexts(names).map(({ file, text }) => parseManifest(text, file));
  const mistakes = files.flatMap(({ file, mistakes: found }) => found.map((mistake) => formatMistake(file, mistake)));
  if (mistakes.length > 0) throw new NetproofError('ERR_USAGE', mistakes.join('\n'));
  // A check that looked at nothing must not pass.
  if (files.every(({ policies }) => policies.length === 0)) throw new NetproofError('ERR_USAGE', `There is no NetworkPolicy in ${names.join(', ')}`);
  output.draw(describeManifests(files));
};
