/** Where commands that send no packet read from: the cluster, or files. */
import type { Connection } from '../cluster/connection.ts';
import { createOtherPolicyReader } from '../cluster/read/other-policies.ts';
import { readPolicyState } from '../cluster/read/snapshot.ts';
import type { Scope } from '../cluster/read/snapshot.ts';
import { NetproofError } from '../errors.ts';
import { readManifests } from '../manifests/world.ts';
import { worldOfManifests } from '../world/manifests.ts';
import { worldOfSnapshot } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { formatMistake } from '../yaml/document.ts';
import { readManifestTexts } from './manifest-files.ts';
import { connectTo } from './cluster.ts';
import type { ClusterArguments } from './options.ts';
import { createOutput } from './output.ts';
import type { OutputArguments } from './output.ts';

export interface WorldArguments extends ClusterArguments, OutputArguments {
  readonly manifests: readonly string[] | undefined;
}

/** Where to look, if that depends on what is there. */
export type ScopeReader = (api: Connection) => Promise<Scope>;

/** @throws NetproofError ERR_USAGE with every mistake in the files, or what the cluster refuses */
export const readWorld = async (args: WorldArguments, scope: Scope | ScopeReader): Promise<World> => (args.manifests === undefined ? readCluster(args, scope) : readFiles(args.manifests));

const readCluster = async (args: WorldArguments, scope: Scope | ScopeReader): Promise<World> => {
  const api = connectTo(args, createOutput(args).log);
  const within = typeof scope === 'function' ? await scope(api) : scope;
  return worldOfSnapshot(await readPolicyState(api, within, createOtherPolicyReader(api, within.namespaces)));
};

/** @throws NetproofError ERR_USAGE with every mistake in the files */
export const readFiles = (names: readonly string[]): World => {
  const { world, mistakes } = readManifests(readManifestTexts(names));
  if (mistakes.length > 0) throw new NetproofError('ERR_USAGE', mistakes.map(({ file, ...mistake }) => formatMistake(file, mistake)).join('\n'));
  // A folder without any of it would look like a cluster without policies.
  if (world.namespaces.length === 0) throw new NetproofError('ERR_USAGE', `There is neither a NetworkPolicy nor anybody whom it could concern in ${names.join(', ')}`);
  return worldOfManifests(world);
};
