import type { FaultModel } from './bend.ts';
import { models } from './registry.ts';

/** One variant of a model, for people. */
export interface FaultRow {
  readonly name: string;
  readonly parameters: string;
  readonly does: string;
}

/** Everything that there is, one row for a model and one for each of its variants. */
export function faultRows(): FaultRow[] {
  return models.flatMap(rowsOf);
}

function rowsOf({ name, does, parameters = {}, variants }: FaultModel): FaultRow[] {
  const head = { name, does, parameters: Object.entries(parameters).map(([key, value]) => `${key}=${value}`).join(' ') };
  const named = Object.entries(variants);
  if (named.length === 1) return [{ ...head, does: `${does}: ${named[0]?.[1].does}` }];
  return [head, ...named.map(([variant, { does: what }]) => ({ name: `${name}:${variant}`, parameters: '', does: what }))];
}
