/**
 * Markup as values. What a page is made of is written once and comes out twice: as HTML, and as data from which the page's
 * script makes elements. Names of tags and attributes are ours, text is anybody's.
 */
const tags = [
  'a', 'aside', 'b', 'button', 'caption', 'code', 'col', 'colgroup', 'dd', 'div', 'dl', 'dt', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'header', 'i', 'input', 'label', 'legend', 'li', 'main', 'nav', 'ol', 'option', 'output', 'p', 'rect', 'section',
  'select', 'small', 'span', 'strong', 'svg', 'table', 'tbody', 'td', 'th', 'thead', 'time', 'title', 'tr', 'ul',
] as const;
export type Tag = (typeof tags)[number];

export type Html = string | Element;

export interface Element {
  readonly tag: Tag;
  readonly attributes: Attributes;
  readonly children: readonly Html[];
}

/** No `style` and no `on…`: the page's security policy would refuse them. No address may stand here but one within the page. */
export type Attributes = Readonly<Partial<Record<AttributeName, string | number>>>;
type AttributeName = 'checked' | 'class' | 'colspan' | 'for' | 'height' | 'hidden' | 'href' | 'id' | 'name' | 'preserveAspectRatio' | 'role' | 'rowspan' | 'scope' | 'span' | 'tabindex' | 'title' | 'type' | 'value' | 'viewBox' | 'width' | 'x' | 'y' | `aria-${string}` | `data-${string}`;

export const el = (tag: Tag, attributes: Attributes, ...children: readonly Html[]): Element => ({ tag, attributes, children });
