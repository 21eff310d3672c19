import type { RunReport } from '../model/report.ts';
import { renderJunit, renderJunitUnprobed } from './formats/junit.ts';
import { renderMarkdown } from './formats/markdown.ts';
import type { Format } from './formats/names.ts';
import { renderPrometheus } from './formats/prometheus.ts';
import { renderSarif } from './formats/sarif.ts';
import { renderTap } from './formats/tap.ts';
import { renderWide } from './formats/wide.ts';
import { renderYaml } from './formats/yaml.ts';
import { renderHtml } from './html/page.ts';
import { renderJson } from './json.ts';
import { renderOpenReports } from './published/policy-reports.ts';
import { renderTable } from './table.ts';
import type { TableOptions } from './table.ts';

/** Every output format by its name on the command line. */
export const renderers: Readonly<Record<Format, (report: RunReport, options: TableOptions) => string>> = {
  table: renderTable,
  wide: renderWide,
  json: renderJson,
  yaml: renderYaml,
  junit: renderJunit,
  sarif: renderSarif,
  tap: renderTap,
  markdown: renderMarkdown,
  html: renderHtml,
  prometheus: renderPrometheus,
  openreports: renderOpenReports,
};

/** For formats in which a reader takes an empty file for a broken one. */
export const unprobedRenderers: Readonly<Partial<Record<Format, (message: string, startedAt: string) => string>>> = { junit: renderJunitUnprobed };
