import { faultRows } from './table.ts';

const begin = '<!-- the faults, from faults/registry.ts -->';

/** The document with the table as it must be: everything after the mark is made from the registry. */
export function withFaultTable(document: string): string {
  const rows = faultRows().map(({ name, parameters, does }) => `| \`${name}\` | ${parameters} | ${does} |`);
  return `${document.split(begin)[0] ?? ''}${begin}\n\n| fault | parameters | what it does |\n|---|---|---|\n${rows.join('\n')}\n`;
}
