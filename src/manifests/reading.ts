import type { Mistake } from '../yaml/document.ts';

/** What became of something in a file: what it says, or everything that is wrong with it. */
export type Reading<T> = { readonly value: T } | { readonly mistakes: readonly Mistake[] };

export const andThen = <T, U>(reading: Reading<T>, next: (value: T) => Reading<U>): Reading<U> => ('value' in reading ? next(reading.value) : reading);

export const valuesOf = <T>(readings: readonly Reading<T>[]): T[] => readings.flatMap((reading) => ('value' in reading ? [reading.value] : []));

export const mistakesOf = (readings: readonly Reading<unknown>[]): Mistake[] => readings.flatMap((reading) => ('mistakes' in reading ? reading.mistakes : []));
