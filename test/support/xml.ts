/** A strict reader of the XML that JUnit files are made of: what it takes is well-formed. */

export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ReadElement[];
  text: string;
}

const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n';
const token = /<(?<close>\/)?(?<name>[a-z-]+)(?<attributes>(?: [a-z]+="[^"<]*")*)(?<empty>\/)?>|(?<text>[^<]+)/gy;
// oxlint-disable-next-line eslint/no-control-regex -- control characters are the very thing to find
const illegal = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** @throws Error that says what is wrong with it */
export const readXml = (document: string): ReadElement => {
  if (!document.startsWith(prolog)) throw new Error('no prolog');
  if (illegal.test(document)) throw new Error('a character that XML forbids');
  const top: ReadElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  token.lastIndex = prolog.length;
  while (token.lastIndex < document.length) {
    const at = token.lastIndex;
    const { name, attributes = '', text, close, empty } = token.exec(document)?.groups ?? {};
    const parent = open.at(-1) ?? top;
    if (text !== undefined) parent.text += unescape(text);
    else if (name === undefined) throw new Error(`no XML: ${document.slice(at, at + 40)}`);
    else if (close !== undefined) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const element: ReadElement = { name, attributes: readAttributes(attributes), children: [], text: '' };
      parent.children.push(element);
      if (empty === undefined) open.push(element);
    }
  }
  const [root, ...others] = top.children;
  if (open.length > 1 || root === undefined || others.length > 0 || top.text.trim() !== '') throw new Error('not one element');
  return root;
};

const readAttributes = (text: string): Record<string, string> => {
  const pairs = [...text.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescape(value)] as const);
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`an attribute twice: ${text}`);
  return Object.fromEntries(pairs);
};

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescape = (text: string): string =>
  text.replace(/&(?:#(?<code>\d+)|(?<name>\w+));|&/g, (whole, code: string | undefined, name: string | undefined) => {
    const character = code === undefined ? entities[name ?? ''] : String.fromCodePoint(Number(code));
    if (character === undefined || illegal.test(character)) throw new Error(`no reference: ${whole}`);
    return character;
  });
