/**
 * One file that a person opens in a browser, now or in years: no other file, no network, no markup and no script but ours.
 * Without script it is a document; the script adds filters and the details of each entry.
 */
import { createHash } from 'node:crypto';
import type { RunReport } from '../../model/report.ts';
import { canaryDetails } from './canary-details.ts';
import { canaryGroups, canarySection } from './canary.ts';
import { pairDetails } from './details.ts';
import { embedJson, escapeHtml, renderNode } from './escape.ts';
import { choicesIn, filterForm, kindsOf } from './filters.ts';
import type { Choices } from './filters.ts';
import { findingsSection } from './findings.ts';
import { matrixSection } from './matrix.ts';
import { el } from './node.ts';
import type { Element } from './node.ts';
import { createPacker } from './pack.ts';
import type { Packed } from './pack.ts';
import { pairsOf } from './pairs.ts';
import type { Pair } from './pairs.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { notesSection, outcomeOf, pageHeader } from './summary.ts';
import { timelineSection } from './timeline.ts';

export const renderHtml = (report: RunReport): string => {
  const pairs = pairsOf(report);
  const groups = report.canary === undefined ? [] : canaryGroups(report.canary);
  const choices = choicesIn(pairs, report.canary?.nodes ?? []);
  const indices = new Map(pairs.map(({ source, target }, index) => [JSON.stringify([source, target]), index]));
  const indexOf = (source: string, target: string): number | undefined => indices.get(JSON.stringify([source, target]));
  const packer = createPacker();
  const data: PageData = {
    pairs: pairs.map((pair) => (pair.cells.length === 0 ? 0 : entryData(pair, choices, packer.pack(pairDetails(pair))))),
    canary: groups.map((group) => (group.cells.length === 0 ? -1 : packer.pack(canaryDetails(group)))),
    pieces: packer.pieces,
  };
  const body = [
    pageHeader(report),
    el(
      'main',
      {},
      ...(report.cells.length === 0 ? [] : [filterForm(choices), matrixSection(report, pairs), findingsSection(report, indexOf)]),
      ...(report.canary === undefined ? [] : [canarySection(report.canary, groups, (node) => choices.nodes.indexOf(node))]),
      ...(report.cells.length === 0 ? [] : [timelineSection(report, indexOf)]),
      ...notesSection(report),
    ),
    panel,
  ];
  return page(`${outcomeOf(report).sign} ${report.matrix}: ${outcomeOf(report).word} (netproof)`, body.map(renderNode).join('\n'), embedJson(data));
};

/** What the script knows of the page. */
interface PageData {
  /** In the order of the matrix; 0 where nothing was asked. */
  readonly pairs: readonly (0 | EntryData)[];
  /** In the order of the canary's grid; the place of the details, -1 where nothing was asked. */
  readonly canary: readonly number[];
  readonly pieces: readonly Packed[];
}

/** The place of its details; the numbers of its namespaces and nodes; its kinds of findings. */
type EntryData = readonly [details: number, namespaces: readonly number[], nodes: readonly number[], kinds: readonly string[]];

const entryData = (pair: Pair, { namespaces, nodes }: Choices, details: number): EntryData => [details, pair.namespaces.map((name) => namespaces.indexOf(name)), pair.nodes.map((name) => nodes.indexOf(name)), kindsOf(pair)];

const panel: Element = el('aside', { id: 'details', hidden: '', 'aria-labelledby': 'details-title' }, el('button', { type: 'button', id: 'close', 'aria-label': 'Close the details' }, '✕'), el('div', { id: 'details-body' }));

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but this script and this style: not even the page itself could add to it. */
const policy = ["default-src 'none'", `script-src ${hashOf(script)}`, `style-src ${hashOf(style)}`, "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"].join('; ');

const page = (title: string, body: string, data: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
<script type="application/json" id="data">${data}</script>
<script>${script}</script>
</body>
</html>
`;
