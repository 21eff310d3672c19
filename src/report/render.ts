import type { RunReport } from '../model/report.ts';
import { renderJson } from './json.ts';
import { renderTable } from './table.ts';
import type { TableOptions } from './table.ts';

/** Every output format by its name on the command line. */
export const renderers = {
  table: renderTable,
  json: renderJson,
} satisfies Record<string, (report: RunReport, options: TableOptions) => string>;
