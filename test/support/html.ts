/** A strict reader of the pages that we write: what it takes is what a browser makes of them. */

export interface ReadTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ReadPage {
  /** In the order of the document, without ends. */
  readonly tags: readonly ReadTag[];
  /** What is read, in one line. */
  readonly text: string;
  readonly style: string;
  readonly script: string;
  /** What stands in the data element. */
  readonly json: string;
}

const token = /<!DOCTYPE html>|<(?<raw>script|style)(?<of>(?: [a-z-]+="[^"<>]*")*)>(?<content>[\s\S]*?)<\/\k<raw>>|<\/[a-z0-9]+>|<(?<name>[a-z0-9]+)(?<attributes>(?: [A-Za-z-]+(?:="[^"<>]*")?)*)>|(?<text>[^<>"'`]+)/y;

/** @throws Error at the first character that is neither text nor one of our tags */
export const readPage = (page: string): ReadPage => {
  const tags: ReadTag[] = [];
  const texts: string[] = [];
  const raw: Record<string, string> = {};
  for (token.lastIndex = 0; token.lastIndex < page.length; ) {
    const at = token.lastIndex;
    const { groups } = token.exec(page) ?? {};
    if (groups === undefined && token.lastIndex === 0) throw new Error(`Cannot read the page at ${at}: ${JSON.stringify(page.slice(at, at + 80))}`);
    const { raw: kind, of = '', content = '', name, attributes = '', text } = groups ?? {};
    if (kind !== undefined) raw[of === '' ? kind : 'json'] = content;
    if (name !== undefined) tags.push({ name, attributes: readAttributes(attributes) });
    if (text !== undefined) texts.push(unescape(text));
  }
  return { tags, text: texts.join(' ').replaceAll(/\s+/g, ' '), style: raw['style'] ?? '', script: raw['script'] ?? '', json: raw['json'] ?? '' };
};

const readAttributes = (text: string): Record<string, string> => Object.fromEntries([...text.matchAll(/ (?<name>[A-Za-z-]+)(?:="(?<value>[^"]*)")?/g)].map(({ groups }) => [groups?.['name'] ?? '', unescape(groups?.['value'] ?? '')]));

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#96;': '`' };
const unescape = (text: string): string => text.replaceAll(/&[^;]*;?/g, (entity) => {
  const known = entities[entity];
  if (known === undefined) throw new Error(`Cannot read the page: ${JSON.stringify(entity)} is no entity of ours`);
  return known;
});
