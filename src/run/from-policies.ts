/** What the policies of some namespaces say, chosen within a budget, in the form of any matrix. Pure. */
import type { Family } from '../../probes/contract.ts';
import { countCells } from '../derive/count.ts';
import type { DerivedMatrix } from '../derive/derive.ts';
import { deriveFrom, isStranger } from '../derive/from-world.ts';
import { nobodysAddress } from '../derive/specials.ts';
import { mergeMatrices, toLoadedMatrix } from '../derive/loaded.ts';
import { NetproofError } from '../errors.ts';
import type { Basket } from '../faults/choose/basket.ts';
import { chooseCells } from '../faults/choose/choose.ts';
import type { Place } from '../faults/choose/choose.ts';
import { settingOf } from '../faults/setting.ts';
import type { LoadedMatrix } from '../matrix/parse.ts';
import type { MatrixTarget } from '../matrix/schema.ts';
import type { Selector, Snapshot } from '../model/snapshot.ts';
import { familiesOf } from '../plan/families.ts';
import { reviewGuest } from '../plan/guests.ts';
import type { GuestOptions } from '../plan/guests.ts';
import { mostDestinations } from '../plan/sources.ts';
import { isInCloud } from '../plan/targets/metadata-endpoints.ts';
import { resolveTarget } from '../plan/targets/resolve.ts';
import { familyOf } from '../policy/ip-block.ts';
import { worldOfSnapshot } from '../world/world.ts';
import { policyScope } from './scope.ts';

export interface FromPolicies {
  /** Of the matrix: see {@link policyMatrixName}. */
  readonly name: string;
  readonly namespaces: readonly string[];
  /** At most so many cells of the derived matrix are probed. */
  readonly maxCells: number;
  /** A host that stands for the world outside. Without it nothing outside the cluster but its metadata is dialled. */
  readonly internet?: string;
  /** Only these pods are rows and columns. */
  readonly pods?: Selector;
}

/** Before anybody has looked which namespaces there are. */
export interface AskedPolicies extends Omit<FromPolicies, 'name' | 'namespaces'> {
  readonly namespaces: readonly string[] | 'all';
}

export interface Chosen {
  readonly loaded: LoadedMatrix;
  /** Where enforcement could fail, as far as these policies go. */
  readonly places: readonly Place[];
  /** What was chosen from, and what was. */
  readonly matrix: DerivedMatrix;
  readonly families: readonly Family[];
  readonly basket: Basket;
}

/**
 * @param strangersFrom the namespace from which a stranger is to come, if it is there
 * @throws NetproofError ERR_USAGE where there is nothing to probe
 */
export const loadFromPolicies = ({ name, namespaces, maxCells, internet, pods }: FromPolicies, snapshot: Snapshot, guests: GuestOptions, written: LoadedMatrix | undefined, strangersFrom?: string): Chosen => {
  requireNamespaces(namespaces, snapshot);
  const world = worldOfSnapshot(snapshot);
  const known = policyScope(namespaces).namespaces;
  // A written matrix keeps its name whatever namespaces are asked besides: their cells must not be taken for each other's.
  const { matrix, remarks } = deriveFrom(world, { namespaces, ...(written === undefined ? {} : { qualified: true }), internet: internet ?? nobodysAddress, known, ...(strangersFrom === undefined ? {} : { outside: strangersFrom }), ...(pods === undefined ? {} : { pods }) });
  const refused = matrix.sources.map(({ namespace, labels }) => reviewGuest(namespace, labels, snapshot, guests).refusals[0]);
  const outside = matrix.targets.map(({ target }) => 'address' in target || ('wellKnown' in target && target.wellKnown === 'internet' && internet === undefined));
  const families = familiesOf(written?.matrix.ipFamilies, snapshot);
  const resolved = matrix.targets.map(({ target }) => resolveTarget(target, { snapshot, families, standIn: ({ namespace }) => ({ namespace, name: '', node: '' }) }));
  const { basket, places } = chooseCells(matrix, {
    policies: world.policies.filter(({ namespace }) => namespaces.includes(namespace)),
    setting: settingOf(world, matrix.sources, known),
    families,
    undialled: ([4, 6] as const).filter((family) => !families.includes(family) && world.pods.some(({ ips, namespace }) => namespaces.includes(namespace) && ips.some((ip) => familyOf(ip) === family))),
    maxCells,
    whyNotDial: (target) => (outside[target] === true ? undialled : resolved[target]?.error),
    whyNotWear: (source) => refused[source],
    whySilent: (target) => (isMetadata(matrix.targets[target]?.target) && !isInCloud(snapshot) ? unanswered : undefined),
    isStranger: (source) => isStranger(matrix.sources[source] ?? { labels: {} }),
    destinationsOf: (target) => (resolved[target]?.cells ?? []).reduce((sum, { destinations }) => sum + destinations.length, 0),
    mostDestinations,
  });
  const cells = basket.cells();
  const told = [
    ...remarks,
    ...leftOut(matrix.sources, refused),
    ...leftOut(matrix.targets, resolved.map(({ error }, at) => (outside[at] ? undefined : error))),
    ...blocksLeftOut(outside.filter(Boolean).length),
    ...countCells(matrix, cells.length, { mayDial: (target) => !outside[target] && resolved[target]?.error === undefined, mayWear: (source) => refused[source] === undefined }),
  ];
  if (cells.length === 0) {
    if (written !== undefined) return { loaded: { ...written, remarks: told }, places, matrix, families, basket };
    throw new NetproofError('ERR_USAGE', `The policies of ${namespaces.join(', ')} leave nothing to probe: ${told.join('; ')}`);
  }
  const loaded = toLoadedMatrix(matrix, cells, name);
  return { loaded: { ...(written === undefined ? loaded : mergeMatrices(written, loaded)), remarks: told }, places, matrix, families, basket };
};

const unanswered = 'nobody is known to answer at the metadata addresses of clouds here';

const isMetadata = (target: MatrixTarget | undefined): boolean => target !== undefined && 'wellKnown' in target && target.wellKnown === 'cloud-metadata';

const undialled = 'only an address outside the cluster would show it: name a host of yours, with --internet or in a matrix';

/** @throws NetproofError ERR_USAGE naming those that are not there */
export const requireNamespaces = (names: readonly string[], known: { readonly namespaces: readonly { readonly name: string }[] }): void => {
  const missing = names.filter((name) => !known.namespaces.some((namespace) => namespace.name === name));
  if (missing.length > 0) throw new NetproofError('ERR_USAGE', missing.map((name) => `there is no namespace "${name}"`).join('\n'));
};

const leftOut = (all: readonly { readonly name: string }[], why: readonly (string | undefined)[]): string[] => all.flatMap(({ name }, at) => (why[at] === undefined ? [] : [`${name} is left out: ${why[at]}`]));

const blocksLeftOut = (count: number): string[] => (count === 0 ? [] : [`${count === 1 ? 'one address' : `${count} addresses`} outside the cluster ${count === 1 ? 'is' : 'are'} not dialled: name hosts of yours, with --internet or in a matrix`]);
