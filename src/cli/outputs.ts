/** Which formats are wanted, and where they go: `-o junit=report.xml -o table`. */
import { NetproofError } from '../errors.ts';
import type { RunReport } from '../model/report.ts';
import type { Format } from '../report/formats/names.ts';
import { formats } from '../report/formats/names.ts';
import { createPaint } from '../report/paint.ts';
import { renderers, unprobedRenderers } from '../report/render.ts';
import type { Severity } from '../report/severity.ts';
import { printerFor } from './output.ts';
import type { Output } from './output.ts';
import { checkReplaceable, replaceText } from './replace.ts';

export interface Outputs {
  /** On standard output there is always one: who sends others into files still looks at a table. */
  readonly shown: Format;
  readonly files: readonly { readonly format: Format; readonly path: string }[];
}

/** While a run goes on. */
export interface OpenOutputs extends Outputs {
  /** Paths of its reports; what stands elsewhere is older. */
  readonly written: Set<string>;
}

/** @throws NetproofError ERR_USAGE */
export const parseOutputs = (given: readonly string[]): Outputs => {
  const wanted = given.map(parseOutput);
  const shown = wanted.flatMap(({ format, path }) => (path === undefined ? [format] : []));
  if (shown.length > 1) throw new NetproofError('ERR_USAGE', `Cannot print ${shown.join(' and ')} to standard output together: give all but one a file, as in -o ${shown[1]}=FILE`);
  const files = wanted.flatMap(({ format, path }) => (path === undefined ? [] : [{ format, path }]));
  const twice = files.find(({ path }, index) => files.findIndex((other) => other.path === path) !== index);
  if (twice !== undefined) throw new NetproofError('ERR_USAGE', `Cannot write two formats to "${twice.path}"`);
  return { shown: shown[0] ?? 'table', files };
};

const parseOutput = (text: string): { readonly format: Format; readonly path?: string } => {
  const [, name, path] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const format = formats.find((known) => known === name);
  if (format === undefined) throw new NetproofError('ERR_USAGE', `There is no format "${name}": one of ${formats.join(', ')}`);
  if (path === '') throw new NetproofError('ERR_USAGE', `Cannot read -o "${text}": a file is missing after "="`);
  return { format, ...(path === undefined ? {} : { path }) };
};

/**
 * Better now than after the packets: a verdict must not be lost to a folder that does not exist. What is there stays until
 * there is a report: somebody may read it meanwhile.
 * @throws NetproofError ERR_USAGE
 */
export const openOutputs = (outputs: Outputs): OpenOutputs => {
  for (const { path } of outputs.files) checkReplaceable(path);
  return { ...outputs, written: new Set() };
};

/** Nothing may follow what a program is to read. */
export const isForPeople = (format: Format): boolean => format === 'table' || format === 'wide';

/** @throws NetproofError ERR_USAGE */
export const writeReport = ({ shown, files, written }: OpenOutputs, report: RunReport, output: Pick<Output, 'result' | 'draw' | 'paint' | 'columns'>, minSeverity: Severity = 'low'): void => {
  const { paint, columns } = output;
  printerFor(output, shown)(renderers[shown](report, { paint, columns, minSeverity }));
  for (const { format, path } of files) {
    replaceText(path, renderers[format](report, { paint: createPaint(false), minSeverity }));
    written.add(path);
  }
};

/**
 * Where nothing was probed there is no report; a file that is read as one must say so all the same. A report of this run
 * stays: what failed came after it.
 * @throws NetproofError ERR_USAGE
 */
export const writeFailure = ({ files, written }: OpenOutputs, message: string, startedAt: string): void => {
  for (const { format, path } of files) {
    const render = unprobedRenderers[format];
    if (render !== undefined && !written.has(path)) replaceText(path, render(message, startedAt));
  }
};
