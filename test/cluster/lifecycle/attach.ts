import { checkName } from '../options.ts';
import { ClusterError } from '../shell/failure.ts';
import { readRecord } from '../state/record.ts';
import { createCluster, type Cluster } from './cluster.ts';
import { isWhole } from './up.ts';

/**
 * The running cluster of that name.
 * @throws ClusterError if there is none, or only what a crash left of it.
 */
export async function attach(name: string): Promise<Cluster> {
  const record = await readRecord(checkName(name));
  if (record === undefined) throw new ClusterError(`There is no cluster "${name}": run "up" first`);
  if (!isWhole(record)) throw new ClusterError(`Cluster "${name}" is not whole: run "up" again, or "down"`);
  return createCluster(record);
}
