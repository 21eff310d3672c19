import type { FailOptions } from '../compare/failing.ts';
import { NetproofError } from '../errors.ts';
import { findingKinds } from '../model/report.ts';
import type { FindingKind } from '../model/report.ts';

/**
 * Kinds of findings as they are given with --fail-on: one by one or with commas between them, or `none`.
 *
 * @throws NetproofError ERR_USAGE
 */
export const parseFailOn = (given: readonly string[]): Required<FailOptions>['failOn'] => {
  const words = given.flatMap((text) => text.split(',').map((word) => word.trim()));
  if (words.includes('none') && words.length > 1) throw new NetproofError('ERR_USAGE', `Cannot read --fail-on "${given.join(',')}": none stands alone`);
  return words.includes('none') ? [] : [...new Set(words.map(parseKind))];
};

const parseKind = (word: string): FindingKind => {
  const kind = findingKinds.find((known) => known === word);
  if (kind === undefined) throw new NetproofError('ERR_USAGE', `Cannot read --fail-on "${word}": a finding is one of ${findingKinds.join(', ')}; none stands for no finding`);
  return kind;
};
