/** The rows as a table for people; `node test/e2e/disturbances/table.ts` writes it into docs/disturbances.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Disturbance } from './disturbance.ts';
import { otherRows } from './others.ts';
import type { OtherRow } from './others.ts';
import { disturbances } from './rows.ts';

export const documentPath = join(import.meta.dirname, '../../../docs/disturbances.md');
const begin = '<!-- the rows, from test/e2e/disturbances -->';

/** The document with the tables as they must be: everything after the mark is made from the rows. */
export const withTables = (document: string): string => `${document.split(begin)[0] ?? ''}${begin}\n\n${tables()}`;

const tables = (): string =>
  [
    '## To the cluster, or to a run\'s clock',
    '',
    '| what happens | how | what netproof says | what is left |',
    '|---|---|---|---|',
    ...disturbances.map(lineOf),
    '',
    '## To the coordinator, or to all that it asks',
    '',
    '| what happens | how | what netproof says | what is left | where |',
    '|---|---|---|---|---|',
    ...otherRows.map(lineOfOther),
    '',
  ].join('\n');

/** Each row asserts that nothing is left. */
const lineOf = ({ name, done, outcomes, says }: Disturbance): string => `| ${name} | ${done} | ${outcomes.join(' or ')}${says === undefined ? '' : `: ${says.what}`} | nothing |`;

const lineOfOther = ({ name, done, says, left, where }: OtherRow): string => `| ${name} | ${done} | ${says} | ${left} | ${where.map((file) => `\`${file}\``).join(', ')} |`;

if (import.meta.main) writeFileSync(documentPath, withTables(readFileSync(documentPath, 'utf8')));
