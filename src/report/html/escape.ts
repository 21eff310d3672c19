/** Values become HTML, and data within it, in which nothing that a person or a cluster named has a meaning. */
import { plain } from '../paint.ts';
import type { Html } from './node.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

/** For text and for quoted attributes alike. Marks that turn text around are shown: they would make one name look like another. */
export const escapeHtml = (text: string): string => plain(text).replace(/[&<>"'`]/g, (character) => entities[character] ?? '');

export const renderNode = (node: Html): string => {
  if (typeof node === 'string') return escapeHtml(node);
  const { tag, attributes, children } = node;
  const open = [tag, ...Object.entries(attributes).map(([name, value]) => (value === '' ? name : `${name}="${escapeHtml(`${value}`)}"`))].join(' ');
  return tag === 'input' || tag === 'col' ? `<${open}>` : `<${open}>${children.map(renderNode).join('')}</${tag}>`;
};

/** JSON that may stand in a `script` element: without this character nothing ends the element, and no comment begins in it. */
export const embedJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
