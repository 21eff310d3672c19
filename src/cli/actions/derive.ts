import { deriveFrom } from '../../derive/from-world.ts';
import { nobodysAddress } from '../../derive/specials.ts';
import { NetproofError } from '../../errors.ts';
import { derivedRenderers } from '../../report/derived.ts';
import { requireNamespaces } from '../../run/from-policies.ts';
import { everyNamespace, inhabited } from '../../run/every-namespace.ts';
import { policyMatrixName } from '../../run/policy-matrix-name.ts';
import { policyScope } from '../../run/scope.ts';
import { hostAddress, podsIn } from '../asking.ts';
import type { deriveOptions } from '../commands/derive.ts';
import { askedNamespaces } from '../namespaces.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput, printerFor } from '../output.ts';
import { readWorld } from '../world.ts';

export const derive = async (args: ArgumentsOf<typeof deriveOptions>): Promise<void> => {
  const output = createOutput(args);
  const { internet } = args;
  const asked = askedNamespaces(args);
  if (asked === undefined && args.manifests === undefined) throw new NetproofError('ERR_USAGE', 'Whose policies? Name namespaces with -n, all with -A, or files with --manifests');
  const named = asked === 'all' ? undefined : asked;
  const world = await readWorld(args, named === undefined ? async (api) => policyScope(await everyNamespace(api)) : policyScope(named));
  const namespaces = named ?? inhabited(world.namespaces.map(({ name }) => name), world);
  if (namespaces.length === 0) throw new NetproofError('ERR_USAGE', `There is neither a pod nor a NetworkPolicy in ${args.manifests === undefined ? 'this cluster' : 'these files'}`);
  requireNamespaces(namespaces, world);
  const pods = podsIn(args.selector);
  const { matrix, remarks } = deriveFrom(world, { namespaces, internet: internet === undefined ? nobodysAddress : hostAddress(internet), ...(args.manifests === undefined && named !== undefined ? { known: policyScope(named).namespaces } : {}), ...pods });
  printerFor(output, args.output)(derivedRenderers[args.output](matrix, { name: policyMatrixName({ namespaces: named ?? 'all', ...pods }), remarks: [...remarks, ...(internet === undefined ? [unnamedInternet] : [])], paint: output.paint, columns: output.columns }));
};

const unnamedInternet = `${nobodysAddress} stands for the internet and is nobody's: write a host of yours there, or give --internet`;
