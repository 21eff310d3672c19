/** Twins in ASCII of every character beyond it that we draw or write with; what a person named stays as they named it. */
export const twins: Readonly<Record<string, string>> = {
  '─': '-',
  '│': '|',
  '┌': '+',
  '┐': '+',
  '└': '+',
  '┘': '+',
  '├': '+',
  '┤': '+',
  '┬': '+',
  '┴': '+',
  '┼': '+',
  '…': '...',
  '’': "'",
  '█': '#',
  '░': '.',
};

const anyTwin = new RegExp(`[${Object.keys(twins).join('')}]`, 'gu');

export const toAscii = (text: string): string => text.replaceAll(anyTwin, (character) => twins[character] ?? character);
