/** Addresses in a case's blocks: `<y/b>/32` and `<y/b v6>/128` stand for what the pod has in a cluster. */
import type { Family } from '../../../probes/contract.ts';
import { isPodKey, subject } from '../world/world.ts';
import type { PodKey } from '../world/world.ts';

export interface Placeholder {
  readonly pod: PodKey;
  readonly family: Family;
}

const shape = /^<(?<pod>[^ >]+)(?<v6> v6)?>(?=\/)/;

/** The subject has more than one address, so none of them can be meant. */
export const placeholderIn = (text: string): Placeholder | undefined => {
  const { pod = '', v6 } = shape.exec(text)?.groups ?? {};
  return isPodKey(pod) && pod !== subject ? { pod, family: v6 === undefined ? 4 : 6 } : undefined;
};

/** Makes anew whatever YAML may hold, with every text in it filled in. */
export const mapTexts = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]: [string, unknown]) => [key, mapTexts(each, change)]));
};

/** A text that is no placeholder stays what it is, and so does one whose address is not known. */
export const fillIn = (text: string, addressOf: (placeholder: Placeholder) => string | undefined): string => {
  const placeholder = placeholderIn(text);
  const address = placeholder === undefined ? undefined : addressOf(placeholder);
  return address === undefined ? text : text.replace(shape, address);
};
