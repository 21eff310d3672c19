/** All objects of a cluster at one moment, and what differs from one moment to another. */
import type { Kubectl } from './kubectl.ts';

interface Stored {
  readonly kind: string;
  readonly spec?: object;
  readonly metadata: { readonly namespace?: string; readonly name: string; readonly resourceVersion: string };
}

interface Kept {
  readonly kind: string;
  readonly version: string;
  /** All but what the API server and the status' writers keep there, and but for the moment at which a Lease's holder renewed it. */
  readonly text: string;
}

/** By kind and name. */
export type Dump = ReadonlyMap<string, Kept>;

/** Of every kind that can be listed. */
export const dumpOf = async (kubectl: Kubectl): Promise<Dump> => {
  const kinds = (await kubectl(['api-resources', '--verbs=list', '-o', 'name'])).trim().split('\n');
  const { items } = await kubectl.json<{ readonly items: readonly Stored[] }>(['get', kinds.join(','), '-A']);
  return new Map(items.map((item) => [`${item.kind} ${item.metadata.namespace ?? ''}/${item.metadata.name}`, { kind: item.kind, version: item.metadata.resourceVersion, text: textOf(item) }]));
};

const textOf = (stored: Stored): string =>
  JSON.stringify({
    ...stored,
    ...(stored.kind === 'Lease' ? { spec: { ...stored.spec, renewTime: undefined } } : {}),
    status: undefined,
    metadata: { ...stored.metadata, resourceVersion: undefined, managedFields: undefined },
  });

export interface Difference {
  readonly appeared: readonly string[];
  readonly vanished: readonly string[];
  /** In their metadata, specification or data. */
  readonly changed: readonly string[];
  /** Only the version, or the status. */
  readonly touched: readonly string[];
}

/** @param isDerived kinds that are written all the time, by controllers or by the API server itself, whoever does what */
export const differenceOf = (before: Dump, after: Dump, isDerived: (kind: string) => boolean): Difference => {
  const own = (dump: Dump): [string, Kept][] => [...dump].filter(([, { kind }]) => !isDerived(kind));
  const both = own(after).flatMap(([name, now]) => {
    const last = before.get(name);
    return last === undefined ? [] : [{ name, last, now }];
  });
  return {
    appeared: own(after).map(([name]) => name).filter((name) => !before.has(name)),
    vanished: own(before).map(([name]) => name).filter((name) => !after.has(name)),
    changed: both.filter(({ last, now }) => last.text !== now.text).map(({ name }) => name),
    touched: both.filter(({ last, now }) => last.text === now.text && last.version !== now.version).map(({ name }) => name),
  };
};
