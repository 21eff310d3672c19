import { NetproofError } from '../errors.ts';
import { readManifests } from '../manifests/world.ts';
import { worldOfManifests } from '../world/manifests.ts';
import type { World } from '../world/world.ts';
import { formatMistake } from '../yaml/document.ts';
import { readManifestTexts } from './manifest-files.ts';

/** @throws NetproofError ERR_USAGE for every mistake in them, or if there is nothing in them */
export const readManifestWorld = (names: readonly string[]): World => {
  const { world, mistakes } = readManifests(readManifestTexts(names));
  if (mistakes.length > 0) throw new NetproofError('ERR_USAGE', mistakes.map(({ file, ...mistake }) => formatMistake(file, mistake)).join('\n'));
  // A folder that was misspelt into an empty one would look like a cluster without policies.
  if (world.namespaces.length === 0) throw new NetproofError('ERR_USAGE', `There is neither a NetworkPolicy nor anybody whom it could concern in ${names.join(', ')}`);
  return worldOfManifests(world);
};
