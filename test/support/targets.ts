/** Resolves one target as it would be written in a matrix, against a snapshot. */
import type { Family } from '../../probes/contract.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { Resolution } from '../../src/plan/targets/resolution.ts';
import { resolveTarget } from '../../src/plan/targets/resolve.ts';
import { aMatrix } from './matrix.ts';

export const resolve = (written: object, snapshot: Snapshot, families: readonly Family[] = [4]): Resolution => {
  const target = aMatrix({ targets: { t: written } }).matrix.targets['t'];
  if (target === undefined) throw new Error('the matrix lost its target');
  return resolveTarget(target, { snapshot, families, standIn: ({ namespace }) => ({ namespace, name: 'np-stand-in', node: 'node-2' }) });
};

/** What would be dialled, cell by cell: `path IPv4 TCP/80: address:port liveness, …`. */
export const told = ({ cells, error }: Resolution): string[] =>
  error === undefined
    ? cells.map(({ path, family, transport, port, destinations }) => {
        const each = destinations.map(({ address, port: dialled, liveness }) => `${typeof address === 'string' ? address : 'pod' in address ? `${address.pod.namespace}/${address.pod.name}` : address.host}:${dialled} ${liveness}`);
        return `${path} IPv${family} ${transport}/${port}: ${each.join(', ')}`;
      })
    : [error];
