import { deriveFrom } from '../../derive/from-world.ts';
import { NetproofError } from '../../errors.ts';
import { derivedRenderers } from '../../report/derived.ts';
import { nobodysAddress, requireNamespaces } from '../../run/from-policies.ts';
import { policyScope } from '../../run/scope.ts';
import type { World } from '../../world/world.ts';
import { hostAddress } from '../asking.ts';
import type { deriveOptions } from '../commands/derive.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';
import { readWorld } from '../world.ts';

export const derive = async (args: ArgumentsOf<typeof deriveOptions>): Promise<void> => {
  const output = createOutput(args);
  const { namespace, internet } = args;
  if (namespace === undefined && args.manifests === undefined) throw new NetproofError('ERR_USAGE', 'Whose policies? Name namespaces with -n, or files with --manifests');
  const scope = policyScope(namespace ?? []);
  const world = await readWorld(args, scope);
  const namespaces = namespace ?? inhabited(world);
  if (namespaces.length === 0) throw new NetproofError('ERR_USAGE', 'There is neither a pod nor a NetworkPolicy in these files');
  requireNamespaces(namespaces, world);
  const { matrix, remarks } = deriveFrom(world, { namespaces, internet: internet === undefined ? nobodysAddress : hostAddress(internet), ...(args.manifests === undefined ? { known: scope.namespaces } : {}) });
  output.result(derivedRenderers[args.output](matrix, { name: 'network-policies', remarks: [...remarks, ...(internet === undefined ? [unnamedInternet] : [])], paint: output.paint }));
};

const unnamedInternet = `${nobodysAddress} stands for the internet and is nobody's: write a host of yours there, or give --internet`;

const inhabited = ({ pods, policies }: World): string[] => [...new Set([...pods, ...policies].map(({ namespace }) => namespace))].toSorted();
