/** What was found in files of manifests: a line for each policy. */
import type { Selector } from '../model/snapshot.ts';
import type { ManifestFile, PolicyDocument } from '../manifests/policies.ts';
import { formatOrigin } from '../yaml/document.ts';
import { plain } from './paint.ts';

export const describeManifests = (files: readonly ManifestFile[]): string => {
  const others = files.reduce((sum, file) => sum + file.others, 0);
  const lines = files.flatMap(({ policies }) => policies.map(describePolicy));
  if (others > 0) lines.push(`${others} other object${others === 1 ? '' : 's'} passed over`);
  return lines.map((line) => `${plain(line)}\n`).join('');
};

const describePolicy = ({ origin, namespace, name, spec }: PolicyDocument): string =>
  `${formatOrigin(origin)}: ${namespace === undefined ? '' : `${namespace}/`}${name} isolates ${describeSelector(spec.podSelector)} for ${spec.policyTypes.join(' and ')}`;

const describeSelector = ({ matchLabels, matchExpressions }: Selector): string => {
  const parts = [...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`), ...matchExpressions.map(describeRequirement)];
  return parts.length === 0 ? 'every pod' : `pods ${parts.join(',')}`;
};

/** As kubectl writes it. */
const describeRequirement = ({ key, operator, values }: Selector['matchExpressions'][number]): string => {
  switch (operator) {
    case 'In':
      return `${key} in (${values.join(',')})`;
    case 'NotIn':
      return `${key} notin (${values.join(',')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
};
