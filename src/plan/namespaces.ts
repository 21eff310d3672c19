import { formatOrigin } from '../yaml/document.ts';
import type { LoadedMatrix } from '../matrix/parse.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A misspelt namespace must be told before anything is created. */
export const checkNamespaces = ({ matrix, originOf }: LoadedMatrix, snapshot: Snapshot): string[] => {
  const used: { namespace: string; path: string[] }[] = [
    ...Object.entries(matrix.sources).map(([name, source]) => ({ namespace: source.namespace, path: ['sources', name, 'namespace'] })),
    ...Object.entries(matrix.targets).flatMap(([name, target]) => {
      if ('pods' in target) return [{ namespace: target.pods.namespace, path: ['targets', name, 'pods', 'namespace'] }];
      if ('standIn' in target) return [{ namespace: target.standIn.namespace, path: ['targets', name, 'standIn', 'namespace'] }];
      if ('service' in target) return [{ namespace: target.service.namespace, path: ['targets', name, 'service', 'namespace'] }];
      return [];
    }),
  ];
  return used.flatMap(({ namespace, path }) => {
    const found = snapshot.namespaces.find((candidate) => candidate.name === namespace);
    if (found === undefined) return [`${formatOrigin(originOf(path))}: namespace "${namespace}" does not exist`];
    return found.terminating ? [`${formatOrigin(originOf(path))}: namespace "${namespace}" is being deleted`] : [];
  });
};
