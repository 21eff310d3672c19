/**
 * Markup as data for the page's script: each distinct piece once. Most cells of a report were judged on the same evidence
 * by the same policies, so that this is a fraction of the markup itself.
 */
import { plain } from '../paint.ts';
import type { Attributes, Html, Tag } from './node.ts';

/** A text; the attributes of an element; or its tag, the place of its attributes (-1 if there are none) and those of its children. */
export type Packed = string | Attributes | readonly [tag: Tag, attributes: number, ...children: number[]];

export interface Packer {
  /** @returns the place of the piece among all pieces */
  readonly pack: (node: Html) => number;
  readonly pieces: readonly Packed[];
}

export const createPacker = (): Packer => {
  const pieces: Packed[] = [];
  const places = new Map<string, number>();
  const put = (piece: Packed, key: string): number => {
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, pieces.length);
    return pieces.push(piece) - 1;
  };
  const putAttributes = (attributes: Attributes): number => {
    const entries = Object.entries(attributes).map(([name, value]) => [name, typeof value === 'string' ? plain(value) : value] as const);
    return entries.length === 0 ? -1 : put(Object.fromEntries(entries), JSON.stringify(entries));
  };
  const pack = (node: Html): number => {
    if (typeof node === 'string') return put(plain(node), `=${node}`);
    const attributes = putAttributes(node.attributes);
    const children = node.children.map(pack);
    return put([node.tag, attributes, ...children], `${node.tag} ${attributes} ${children.join()}`);
  };
  return { pack, pieces };
};
