/** The rows as a table for people; `node test/e2e/wrong-answers/table.ts` writes it into docs/wrong-answers.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FixedCniName } from '../../cluster/options.ts';
import { otherRows, scenarios } from './all.ts';
import type { Right, Row, RowCell, Scenario } from './rows.ts';

export const documentPath = join(import.meta.dirname, '../../../docs/wrong-answers.md');
const begin = '<!-- the rows, from test/e2e/wrong-answers -->';

/** The document with the table as it must be: everything after the mark is made from the rows. */
export const withTable = (document: string): string => `${document.split(begin)[0] ?? ''}${begin}\n\n${tables()}`;

const tables = (): string => [...scenarios.map(tableOf), tableOfOthers()].join('\n');

const tableOf = (scenario: Scenario): string =>
  [
    `## ${scenario.name}`,
    '',
    `Exit code: ${exitCodes(scenario)}.${scenario.ipFamilies === undefined ? '' : ` Families: ${scenario.ipFamilies.join(', ')}.`}`,
    '',
    '| row | what is done | cell | must be | on Calico | on `none` |',
    '|---|---|---|---|---|---|',
    ...scenario.rows.flatMap((row) => linesOf(row, scenario)),
    '',
  ].join('\n');

const exitCodes = ({ code, only }: Scenario): string => {
  if (only !== undefined) return `${code[only]}, on ${only === 'calico' ? 'Calico' : '`none`'} only`;
  return code.calico === code.none ? `${code.calico}` : `${code.calico} on Calico, ${code.none} on \`none\``;
};

const linesOf = ({ name, done, cells }: Row, scenario: Scenario): string[] =>
  cells.map((cell, index) => `| ${index === 0 ? name : ''} | ${index === 0 ? done : ''} | ${wayOf(cell)} | ${cell.expect} | ${on('calico', cell, scenario)} | ${on('none', cell, scenario)} |`);

const wayOf = ({ from, to, path, family }: RowCell): string => [`${from} → ${to}`, ...(path === undefined ? [] : [path]), ...(family === undefined ? [] : [`IPv${family}`])].join(', ');

const on = (cni: FixedCniName, { right }: RowCell, { only }: Scenario): string => (only !== undefined && only !== cni ? '–' : words(right[cni]));

const words = (right: Right): string => right.map((answer) => answer.replace(/: (.*)/, ' (`$1`)')).join(' or ');

const tableOfOthers = (): string =>
  [
    '## Rows that are no cells of a run',
    '',
    '| row | what is done | the right answer | where |',
    '|---|---|---|---|',
    ...otherRows.map(({ name, done, right, where }) => `| ${name} | ${done} | ${right} | \`${where}\` |`),
    '',
  ].join('\n');

if (import.meta.main) writeFileSync(documentPath, withTable(readFileSync(documentPath, 'utf8')));
