/** What was found in files of manifests: a line for each policy. */
import type { Selector } from '../model/snapshot.ts';
import type { ManifestFile, PolicyDocument } from '../manifests/policies.ts';
import { describeSelector, isEverything } from '../policy/wording.ts';
import { formatOrigin } from '../yaml/document.ts';
import { plain } from './paint.ts';

export const describeManifests = (files: readonly ManifestFile[]): string => {
  const others = files.reduce((sum, file) => sum + file.others, 0);
  const lines = files.flatMap(({ policies }) => policies.map(describePolicy));
  if (others > 0) lines.push(`${others} other object${others === 1 ? '' : 's'} passed over`);
  return lines.map((line) => `${plain(line)}\n`).join('');
};

const describePolicy = ({ origin, namespace, name, spec }: PolicyDocument): string =>
  `${formatOrigin(origin)}: ${namespace === undefined ? '' : `${namespace}/`}${name} isolates ${describePods(spec.podSelector)} for ${spec.policyTypes.join(' and ')}`;

const describePods = (selector: Selector): string => (isEverything(selector) ? 'every pod' : `pods ${describeSelector(selector)}`);
