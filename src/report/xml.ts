/** As much of XML 1.0 as a JUnit file needs. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Elements, or text. */
  readonly children?: readonly XmlElement[] | string;
}

export const renderXml = (root: XmlElement): string => `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, '').join('\n')}\n`;

const lines = ({ name, attributes, children = [] }: XmlElement, indent: string): string[] => {
  const open = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(`${value}`)}"`)].join(' ');
  if (typeof children === 'string') return [`${indent}<${open}>${escapeXml(children, '\n')}</${name}>`];
  if (children.length === 0) return [`${indent}<${open}/>`];
  return [`${indent}<${open}>`, ...children.flatMap((child) => lines(child, `${indent}  `)), `${indent}</${name}>`];
};

/** Not even as references may these stand in a document: most control characters, halves of a surrogate pair. */
// oxlint-disable-next-line eslint/no-control-regex -- control characters are the very thing to find
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** What has a meaning in XML; what readers make blanks of; what would steer a terminal that shows the file. */
// oxlint-disable-next-line eslint/no-control-regex -- control characters are the very thing to find
const special = /[&<>"'\t\n\r\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** @param asIs special characters that stay as they are */
export const escapeXml = (text: string, asIs = ''): string => text.replace(forbidden, '').replace(special, (character) => (asIs.includes(character) ? character : (entities[character] ?? `&#${character.charCodeAt(0)};`)));

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
