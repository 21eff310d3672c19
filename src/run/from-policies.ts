/** What the policies of some namespaces say, chosen within a budget, in the form of any matrix. Pure. */
import { deriveFrom } from '../derive/from-world.ts';
import { mergeMatrices, toLoadedMatrix } from '../derive/loaded.ts';
import { selectCells } from '../derive/select/select.ts';
import { NetproofError } from '../errors.ts';
import type { LoadedMatrix } from '../matrix/parse.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { familiesOf } from '../plan/families.ts';
import { reviewGuest } from '../plan/guests.ts';
import type { GuestOptions } from '../plan/guests.ts';
import { mostDestinations } from '../plan/sources.ts';
import { resolveTarget } from '../plan/targets/resolve.ts';
import { worldOfSnapshot } from '../world/world.ts';
import { policyScope } from './scope.ts';

export interface FromPolicies {
  readonly namespaces: readonly string[];
  /** At most so many cells of the derived matrix are probed. */
  readonly maxCells: number;
  /** A host that stands for the world outside. Without it nothing outside the cluster but its metadata is dialled. */
  readonly internet?: string;
}

/** @throws NetproofError ERR_USAGE where there is nothing to probe */
export const loadFromPolicies = ({ namespaces, maxCells, internet }: FromPolicies, snapshot: Snapshot, guests: GuestOptions, written: LoadedMatrix | undefined): LoadedMatrix => {
  requireNamespaces(namespaces, snapshot);
  const { matrix, remarks } = deriveFrom(worldOfSnapshot(snapshot), { namespaces, internet: internet ?? nobodysAddress, known: policyScope(namespaces).namespaces });
  const refused = matrix.sources.map(({ namespace, labels }) => reviewGuest(namespace, labels, snapshot, guests).refusals[0]);
  const outside = matrix.targets.map(({ target }) => 'address' in target || ('wellKnown' in target && target.wellKnown === 'internet' && internet === undefined));
  const families = familiesOf(written?.matrix.ipFamilies, snapshot);
  const resolved = matrix.targets.map(({ target }) => resolveTarget(target, { snapshot, families, standIn: ({ namespace }) => ({ namespace, name: '', node: '' }) }));
  const selection = selectCells(matrix, {
    namespaces,
    maxCells,
    mayDial: (target) => outside[target] !== true && resolved[target]?.error === undefined,
    mayWear: (source) => refused[source] === undefined,
    destinationsOf: (target) => (resolved[target]?.cells ?? []).reduce((sum, { destinations }) => sum + destinations.length, 0),
    mostDestinations,
  });
  const told = [
    ...remarks,
    ...leftOut(matrix.sources, refused),
    ...leftOut(matrix.targets, resolved.map(({ error }, at) => (outside[at] ? undefined : error))),
    ...blocksLeftOut(outside.filter(Boolean).length),
    ...selection.remarks,
  ];
  if (selection.cells.length === 0) {
    if (written !== undefined) return { ...written, remarks: told };
    throw new NetproofError('ERR_USAGE', `The policies of ${namespaces.join(', ')} leave nothing to probe: ${told.join('; ')}`);
  }
  const loaded = toLoadedMatrix(matrix, selection.cells);
  return { ...(written === undefined ? loaded : mergeMatrices(written, loaded)), remarks: told };
};

/** @throws NetproofError ERR_USAGE naming those that are not there */
export const requireNamespaces = (names: readonly string[], known: { readonly namespaces: readonly { readonly name: string }[] }): void => {
  const missing = names.filter((name) => !known.namespaces.some((namespace) => namespace.name === name));
  if (missing.length > 0) throw new NetproofError('ERR_USAGE', missing.map((name) => `there is no namespace "${name}"`).join('\n'));
};

/** For documentation (RFC 5737): it stands in a derived matrix, and is never dialled. */
export const nobodysAddress = '203.0.113.10';

const leftOut = (all: readonly { readonly name: string }[], why: readonly (string | undefined)[]): string[] => all.flatMap(({ name }, at) => (why[at] === undefined ? [] : [`${name} is left out: ${why[at]}`]));

const blocksLeftOut = (count: number): string[] => (count === 0 ? [] : [`${count === 1 ? 'one address' : `${count} addresses`} outside the cluster ${count === 1 ? 'is' : 'are'} not dialled: name hosts of yours, with --internet or in a matrix`]);
