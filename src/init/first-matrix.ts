/** A first matrix of what is there: who could dial, what people dial, and what the NetworkPolicies say of it today. Pure. */
import { deriveFrom } from '../derive/from-world.ts';
import type { DerivedMatrix } from '../derive/derive.ts';
import { nobodysAddress } from '../derive/specials.ts';
import type { DerivedTarget } from '../derive/targets.ts';
import { NetproofError } from '../errors.ts';
import type { MatrixTarget } from '../matrix/schema.ts';
import type { Labels, Selector } from '../model/snapshot.ts';
import type { World } from '../world/world.ts';
import { isServed, serviceTargets } from './services.ts';

export interface FirstMatrixInput {
  readonly world: World;
  readonly namespaces: readonly string[];
  /** Of which namespaces everything is known; if not given, of all. */
  readonly known?: readonly string[];
  readonly pods?: Selector;
  /** A host that stands for the world outside; without it, nothing outside is a target. */
  readonly internet?: string;
  /** Whether anybody is known to answer at the metadata addresses of clouds. */
  readonly inCloud: boolean;
  /** Why no probe may wear these labels; absent where it may, or nobody knows. */
  readonly whyNotWear: (namespace: string, labels: Labels) => string | undefined;
  /** Why this cannot be dialled; absent where it can, or nobody knows. */
  readonly whyNotDial: (target: MatrixTarget) => string | undefined;
  /** How many addresses a probe would dial. */
  readonly destinationsOf: (target: MatrixTarget) => number;
  /** At most so many for one source. */
  readonly mostDestinations: number;
}

export interface FirstMatrix {
  readonly derived: DerivedMatrix;
  /** Indices of the sources and targets that are in it. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** What is not in it, and why, in sentences. */
  readonly leftOut: readonly string[];
  /** Other policies, which may decide too, and are not read. */
  readonly unread: readonly string[];
}

/** @throws NetproofError ERR_USAGE where there is nothing to ask */
export const firstMatrix = (input: FirstMatrixInput): FirstMatrix => {
  const { world, namespaces, known, pods, internet, whyNotWear } = input;
  const services = serviceTargets(world, namespaces, namespaces.length > 1);
  // Intent is a person's, whoever else may decide: what NetworkPolicies say is a better guess than none.
  const { matrix: derived, remarks } = deriveFrom({ ...world, otherPolicies: { objects: [], unreadable: [] } }, { namespaces, internet: internet ?? nobodysAddress, besides: services.targets, ...(known === undefined ? {} : { known }), ...(pods === undefined ? {} : { pods }) });
  const leftOut = [...remarks, ...services.leftOut];

  const refused = derived.sources.map(({ namespace, labels }) => whyNotWear(namespace, labels));
  for (const [at, { name }] of derived.sources.entries()) if (refused[at] !== undefined) leftOut.push(`source ${name}: ${refused[at]}`);
  const rows = derived.sources.flatMap((_, at) => (refused[at] === undefined ? [at] : []));

  let room = input.mostDestinations;
  const columns = derived.targets.flatMap((_, at) => {
    const why = whyNotAsk(at);
    if (why !== undefined) leftOut.push(...(why === '' ? [] : [`target ${derived.targets[at]?.name}: ${why}`]));
    return why === undefined ? [at] : [];
  });
  if (rows.length === 0 || columns.length === 0) throw new NetproofError('ERR_USAGE', `There is nothing in ${namespaces.join(', ')} that a matrix could ask${leftOut.length === 0 ? '' : `: ${leftOut.join('; ')}`}`);
  return { derived: { ...derived, targets: withOwnNames(derived.targets, columns) }, rows, columns: columns.toSorted((a, b) => inOrder(derived.targets[a], derived.targets[b])), leftOut, unread: [...world.otherPolicies.objects.map(({ resource }) => resource), ...world.otherPolicies.unreadable].filter((one, at, all) => all.indexOf(one) === at) };

  /** @returns why not; an empty text where that goes without saying */
  function whyNotAsk(at: number): string | undefined {
    const { target, of, ends = [] } = derived.targets[at] ?? {};
    if (target === undefined) return '';
    if (of !== undefined) {
      const [source, end] = [derived.sources[of], ends[0]];
      const declared = source?.ports.find(({ port, protocol }) => port === end?.port && protocol === end.protocol);
      // Ports that nobody declares are for those who test how policies are enforced. Strangers declare none.
      if (source === undefined || declared === undefined || isServed(source.namespace, source.labels, declared, world.services)) return '';
      if (refused[of] !== undefined) return refused[of];
    }
    if ('address' in target) return '';
    if ('wellKnown' in target && target.wellKnown === 'internet' && internet === undefined) return 'name a host of yours with --internet';
    if ('wellKnown' in target && target.wellKnown === 'cloud-metadata' && !input.inCloud) return 'no node is known to run in a cloud';
    const why = input.whyNotDial(target);
    if (why !== undefined) return why;
    const answers = rows.map((row) => derived.answer(row, at));
    const [first] = answers;
    if (first?.verdict === 'undefined' && answers.every(({ verdict }) => verdict === 'undefined')) return `policy says nothing of it for sure: ${first.reason}`;
    const destinations = input.destinationsOf(target);
    if (destinations > room) return `one source dials ${input.mostDestinations} addresses at most: write a matrix for each namespace`;
    room -= destinations;
    return undefined;
  }
};

/** A Service and a workload may have the same name and port; keys of a matrix may not. */
const withOwnNames = (targets: readonly DerivedTarget[], columns: readonly number[]): DerivedTarget[] => {
  const taken = new Map<string, number>();
  return targets.map((target, at) => {
    if (!columns.includes(at)) return target;
    const number = (taken.get(target.name) ?? 0) + 1;
    taken.set(target.name, number);
    return number === 1 ? target : { ...target, name: `${target.name}-${number}` };
  });
};

/** What people have themselves comes first, by name; what every cluster has is last, as it is. */
const inOrder = (a: DerivedTarget | undefined, b: DerivedTarget | undefined): number => {
  if (a === undefined || b === undefined || isUsual(a) !== isUsual(b)) return Number(a !== undefined && isUsual(a)) - Number(b !== undefined && isUsual(b));
  return isUsual(a) || a.name === b.name ? 0 : a.name < b.name ? -1 : 1;
};

const isUsual = ({ name, target }: DerivedTarget): boolean => 'wellKnown' in target || name.startsWith('dns-');
