/** What is wrong with a plan, in one sentence that names the field. */
export class PlanError extends Error {
  readonly code = 'ERR_BAD_PLAN';
}

/** An object of the plan, and where it stands in it. */
export interface Fields {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const fail = (path: string, value: unknown, wanted: string): never => {
  const shown = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 80);
  throw new PlanError(`Cannot read the plan: "${path}" is ${shown}, must be ${wanted}`);
};

/** A value as an object with fields. */
export const asFields = (value: unknown, path: string): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { path, values: value as Record<string, unknown> }
    : fail(path, value, 'an object');

const pathOf = ({ path }: Fields, name: string): string => (path === 'plan' ? name : `${path}.${name}`);

/** Reads a field with a check of its own; `wanted` completes the sentence "must be". */
export const read = <T>(fields: Fields, name: string, is: (value: unknown) => value is T, wanted: string): T => {
  const value = fields.values[name];
  return is(value) ? value : fail(pathOf(fields, name), value, wanted);
};

/** A string that matches; `wanted` says which do. */
export const readString = (fields: Fields, name: string, pattern: RegExp, wanted: string): string =>
  read(fields, name, (value): value is string => typeof value === 'string' && pattern.test(value), wanted);

/** An integer within bounds. */
export const readInteger = (fields: Fields, name: string, least: number, most: number): number =>
  read(
    fields,
    name,
    (value): value is number => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
    `an integer from ${least} to ${most}`,
  );

/** `true` or `false`. */
export const readBoolean = (fields: Fields, name: string): boolean =>
  read(fields, name, (value) => typeof value === 'boolean', 'true or false');

/** One of a few words. */
export const readWord = <W extends string>(fields: Fields, name: string, words: readonly W[]): W =>
  read(fields, name, (value): value is W => words.includes(value as W), `one of ${words.join(', ')}`);

/** A list, each item read with its own path. */
export const readList = <T>(fields: Fields, name: string, item: (value: unknown, path: string) => T): T[] =>
  read(fields, name, (value) => Array.isArray(value), 'a list').map((value, index) =>
    item(value, `${pathOf(fields, name)}[${index}]`),
  );
