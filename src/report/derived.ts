/** A derived matrix, drawn: every output format by its name on the command line. */
import Table from 'cli-table3';
import type { DerivedMatrix } from '../derive/derive.ts';
import { verdictOn } from '../policy/verdict.ts';
import { renderDerivedYaml } from './derived-yaml.ts';
import type { Paint } from './paint.ts';
import { jsonText, plain } from './paint.ts';

export interface DerivedOptions {
  readonly name: string;
  readonly remarks: readonly string[];
  readonly paint: Paint;
}

const renderTable = (matrix: DerivedMatrix, { remarks, paint }: DerivedOptions): string => {
  const { sources, targets, answer } = matrix;
  const signs = { allow: paint.green('.'), deny: paint.red('X'), undefined: paint.yellow('?') };
  const table = new Table({ head: ['', ...targets.map((_, column) => String(column + 1))], style: { head: [], border: [], compact: true }, colAligns: ['left', ...targets.map(() => 'center' as const)] });
  for (const [row, { name }] of sources.entries()) table.push([plain(name), ...targets.map((_, column) => signs[answer(row, column).verdict])]);
  const key = targets.map(({ name, comment }, column) => `  ${String(column + 1).padStart(3)} ${plain(name)}${comment === undefined ? '' : paint.dim(`  ${plain(comment)}`)}`);
  const notes = remarks.map((remark) => paint.dim(`  note: ${plain(remark)}`));
  return `${[table.toString(), ...key, paint.dim('  . allowed   X denied   ? the specification leaves it open'), ...notes].join('\n')}\n`;
};

const renderJson = (matrix: DerivedMatrix, { name, remarks }: DerivedOptions): string => {
  const cells = matrix.sources.flatMap(({ name: source }, row) =>
    matrix.targets.map(({ name: target }, column) => ({ source, target, ...matrix.answer(row, column), deciders: verdictOn(matrix.questions(row, column), matrix.index).deciders })),
  );
  const sources = matrix.sources.map(({ name: source, namespace, labels, pods }) => ({ name: source, namespace, labels, pods }));
  const targets = matrix.targets.map(({ name: target, target: written }) => ({ name: target, ...written }));
  return jsonText({ version: 1, name, sources, targets, cells, remarks });
};

export const derivedRenderers = {
  yaml: renderDerivedYaml,
  table: renderTable,
  json: renderJson,
} satisfies Record<string, (matrix: DerivedMatrix, options: DerivedOptions) => string>;
