/** A derived matrix, drawn: every output format by its name on the command line. */
import type { DerivedMatrix } from '../derive/derive.ts';
import { NetproofError } from '../errors.ts';
import { verdictOn } from '../policy/verdict.ts';
import { renderDerivedYaml } from './derived-yaml.ts';
import { drawGrid, usualColumns } from './grid.ts';
import type { Paint } from './paint.ts';
import { jsonText, plain } from './paint.ts';

export interface DerivedOptions {
  readonly name: string;
  readonly remarks: readonly string[];
  readonly paint: Paint;
  /** How wide a line may be, in characters. */
  readonly columns?: number;
}

const renderTable = (matrix: DerivedMatrix, { remarks, paint, columns = usualColumns }: DerivedOptions): string => {
  const { sources, targets, answer } = matrix;
  const signs = { allow: paint.green('.'), deny: paint.red('X'), undefined: paint.yellow('?') };
  const grid = drawGrid({
    heads: targets.map(({ name }) => plain(name)),
    rows: sources.map(({ name }, row) => ({ name: plain(name), entries: targets.map((_, column) => signs[answer(row, column).verdict]) })),
    columns,
    keyed: true,
    remarkOf: (column) => remark(targets[column]?.comment, paint),
  });
  const notes = remarks.map((told) => paint.dim(`  note: ${plain(told)}`));
  return `${[grid, paint.dim('  . allowed   X denied   ? the specification leaves it open'), ...notes].join('\n')}\n`;
};

const remark = (comment: string | undefined, paint: Paint): string => (comment === undefined ? '' : paint.dim(`  ${plain(comment)}`));

/** Each answer takes some 250 characters with its deciders, and a string holds half a billion. */
const mostListed = 500_000;

/** @throws NetproofError ERR_USAGE where there are more answers than anybody can list */
const renderJson = (matrix: DerivedMatrix, { name, remarks }: DerivedOptions): string => {
  const count = matrix.sources.length * matrix.targets.length;
  if (count > mostListed) throw new NetproofError('ERR_USAGE', `These namespaces have ${count} answers, and JSON lists at most ${mostListed}: name fewer of them with -n, or take -o yaml, which writes what is not as usual`);
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
