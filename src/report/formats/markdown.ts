/** For pull requests, wikis and the summary page of a CI job. */
import { gridOf } from '../matrix-grid.ts';
import type { GridEntry } from '../matrix-grid.ts';
import { groupFindings } from '../findings.ts';
import { tellAssurance } from '../assurance.ts';
import { plain } from '../paint.ts';
import { isAtLeast } from '../severity.ts';
import type { Severity } from '../severity.ts';
import type { RunReport } from '../../model/report.ts';

export const renderMarkdown = (report: RunReport, { minSeverity = 'low' }: { readonly minSeverity?: Severity } = {}): string => {
  const sections = [
    `## ${marks[report.exitCode] ?? '❔'} netproof: ${escape(report.headline)}`,
    ...(report.cells.length === 0 ? [] : [sums(report), matrix(report), legend]),
    ...findings(report, minSeverity),
    ...(report.canary === undefined ? [] : [`**Canary:** ${escape(report.canary.diagnosis.sentence)}`]),
    ...(report.assurance === undefined ? [] : [`**Assurance:** ${escape(tellAssurance(report.assurance, report.counts.inconclusive + report.counts.vacuous))}`]),
    ...notes(report),
    `<sub>netproof ${escape(report.netproof)}, Kubernetes ${escape(report.server)}, ${escape(report.startedAt)}</sub>`,
  ];
  return `${sections.join('\n\n')}\n`;
};

const marks: Readonly<Record<number, string>> = { 0: '✅', 1: '❌', 2: '⚠️', 3: '⚠️', 130: '⚠️' };

const sums = ({ counts }: RunReport): string => {
  const rows = [['cells', counts.cells], ['conform', counts.conforms], ['leaks', counts.leak], ['overblocks', counts.overblock], ['policy mismatches', counts.policyMismatch], ['inconclusive', counts.inconclusive], ['vacuous', counts.vacuous], ['startup exposures', counts.startupExposure], ['skipped', counts.skipped]] as const;
  return table(rows.map(([name]) => name), [rows.map(([, count]) => `${count}`)]);
};

const matrix = (report: RunReport): string => {
  const entryAt = gridOf(report);
  return table(['', ...report.targets.map(escape)], report.sources.map((source) => [`**${escape(source)}**`, ...report.targets.map((target) => entry(entryAt(source, target)))]));
};

const entry = ({ status, verdict }: GridEntry): string => {
  switch (status) {
    case 'conforms':
      return verdict === 'allow' ? '✅ open' : '🔒 closed';
    case 'leak':
      return '❌ **LEAK**';
    case 'overblock':
      return '❌ **OVERBLOCK**';
    case 'inconclusive':
      return '❔';
    case 'vacuous':
      return '〰️';
    case 'skipped':
      return 'skipped';
    case 'none':
      return '';
  }
};

const legend = '<sub>✅ open, as expected · 🔒 closed, as expected · **LEAK** open, expected closed · **OVERBLOCK** closed, expected open · ❔ could not be judged · 〰️ closed, but nobody is there</sub>';

/** A summary page takes a megabyte; nobody reads so much. */
const shownGroups = 50;

const findings = (report: RunReport, minSeverity: Severity): string[] => {
  const all = groupFindings(report);
  if (all.length === 0) return [];
  const groups = all.filter(({ kind }) => isAtLeast(kind, minSeverity));
  const hidden = all.length - groups.length;
  const shown = groups.slice(0, shownGroups).map(({ kind, findings: [first, ...others] }) => {
    const more = others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'way' : 'ways'})`;
    const how = first?.reproduce === undefined ? '' : `\n  \`\`\`sh\n  ${plain(first.reproduce).replaceAll('`', "'")}\n  \`\`\``;
    return `- **${kind}**: ${escape(first?.message ?? '')}${more}${how}`;
  });
  const rest = groups.length - shown.length;
  return ['### Findings', [...shown, ...(rest > 0 ? [`- … and ${rest} more; \`-o json\` has them all`] : []), ...(hidden > 0 ? [`- ${hidden} below severity ${minSeverity} not shown`] : [])].join('\n')];
};

const notes = ({ skips, remarks, leftovers }: RunReport): string[] => {
  const lines = [...skips.map(({ source, target, reason }) => `skipped ${source} -> ${target}: ${reason}`), ...remarks, ...leftovers.map((leftover) => `could not remove ${leftover}: run netproof cleanup`)];
  return lines.length === 0 ? [] : [lines.map((line) => `- ${escape(line)}`).join('\n')];
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map(() => '---'), ...rows].map((columns) => `| ${columns.join(' | ')} |`).join('\n');

/** Names and messages are text, whatever they look like. */
const escape = (text: string): string => plain(text).replaceAll(/[\\`*_{}[\]<>|#~]/g, (character) => (character === '<' ? '&lt;' : character === '>' ? '&gt;' : `\\${character}`));
