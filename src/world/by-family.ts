/** What a target leads to in each family that somebody asks for. */
import type { Family } from '../../probes/contract.ts';
import type { MatrixTarget } from '../matrix/schema.ts';
import { addressesOf } from '../policy/endpoint.ts';
import { familyOf } from '../policy/ip-block.ts';
import { inFamily } from './end.ts';
import type { Ends } from './end.ts';
import { endsOfTarget } from './ends.ts';
import type { World } from './world.ts';

/** Where it has nothing in one of the families, only what it has in the others. Addresses that are written down are dialled whatever is asked. */
export const endsByFamily = (target: MatrixTarget, world: World, families: readonly Family[]): Ends => {
  if (isWritten(target)) return endsOfTarget(target, world);
  const found = families.map((family) => within(family, inFamily(family, endsOfTarget(target, world, family))));
  const ends = found.flatMap((one) => ('ends' in one ? one.ends : []));
  return ends.length > 0 ? { ends } : (found[0] ?? nothing);
};

const isWritten = (target: MatrixTarget): boolean => 'address' in target || ('addresses' in target && target.addresses !== undefined);

const nothing: Ends = { unknown: 'nothing there has an address in the families asked for' };

const within = (family: Family, found: Ends): Ends => {
  if ('unknown' in found) return found;
  const ends = found.ends.filter((end) => end.family === family && [addressesOf(end.target), end.through === undefined ? [] : [end.through.ip]].every((ips) => mayHave(family, ips)));
  return ends.length === 0 ? nothing : { ends };
};

/** Addresses that are not known yet may be of any family. */
const mayHave = (family: Family, ips: readonly string[]): boolean => ips.every((ip) => ip === '') || ips.some((ip) => familyOf(ip) === family);
