/** Text with or without colour; which one is decided once, in the command line, and handed down. */
import picocolors from 'picocolors';

export type Paint = ReturnType<typeof picocolors.createColors>;

export const createPaint = (colour: boolean): Paint => picocolors.createColors(colour);

const beyondAscii = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const shown = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text from a cluster must not steer a person's terminal: control characters are shown, not sent. */
// oxlint-disable-next-line eslint/no-control-regex -- control characters are the very thing to find
export const plain = (text: string): string => plainBeyondAscii(text.replace(/[\u0000-\u001f\u007f]/g, shown));

/** JSON writes the control characters of ASCII as escapes by itself, but neither DEL, C1 nor the marks that turn text around. */
export const plainBeyondAscii = (text: string): string => text.replace(beyondAscii, shown);

/** Of what is drawn for people: its lines and our colours stay, and whatever else would steer is shown. */
// oxlint-disable-next-line eslint/no-control-regex -- control characters are the very thing to find
export const drawn = (text: string): string => text.replace(/\u001b\[(?!2?8m)\d{1,2}m|[\u0000-\u0009\u000b-\u001f\u007f]/g, (found) => (found.length > 1 ? found : shown(found))).replace(beyondAscii, shown);

/** JSON for programs, which must not steer a terminal either. */
export const jsonText = (value: unknown): string => `${plainBeyondAscii(JSON.stringify(value, null, 2))}\n`;

/** The same for every text in a value, for formats that are looked at as they are. */
export const plainDeep = (value: unknown): unknown => {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map(plainDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plain(key), plainDeep(inner)]));
};
