import type { Origin } from '../model/verdict.ts';
import { formatOrigin } from '../yaml/document.ts';
import type { Mistake } from '../yaml/document.ts';

interface Declared {
  readonly name: string;
  readonly namespace?: string;
  readonly origin?: Origin;
}

/**
 * Each object once. To declare it again in the same words is harmless; in other words it is a mistake, since the API
 * server keeps one of a name, and which one depends on the order.
 */
export const once = <T extends Declared>(objects: readonly T[], kindOf: (object: T) => string): { readonly kept: T[]; readonly mistakes: Mistake[] } => {
  const groups = [...Map.groupBy(objects, (object) => titleOf(kindOf(object), object))];
  return {
    kept: groups.flatMap(([, group]) => (isNamed(group[0]) ? group.slice(0, 1) : group)),
    mistakes: groups.flatMap(([title, [first, ...again]]) => again.filter((object) => isNamed(object) && wordsOf(object) !== wordsOf(first)).map((object) => contradiction(title, object, first))),
  };
};

const titleOf = (kind: string, { namespace, name }: Declared): string => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

/** Those that the API server names (`web-*`) are as many as there are. */
const isNamed = (object: Declared | undefined): boolean => object?.name.endsWith('*') !== true;

/** Whatever the order of its fields. */
const wordsOf = (object: Declared | undefined): string => JSON.stringify({ ...object, origin: undefined }, (_, value: unknown) => (isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const contradiction = (title: string, { origin }: Declared, first: Declared | undefined): Mistake => ({
  ...(origin === undefined ? {} : { origin }),
  message: `${title} is declared again, in other words${first?.origin === undefined ? '' : `: the first time at ${formatOrigin(first.origin)}`}`,
});
