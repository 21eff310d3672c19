/** The battery as a person reads it on a terminal: the capability table, what was not enforced, the sums. */
import Table from 'cli-table3';
import type { FeatureRow, OutcomeCounts } from '../../conformance/result/features.ts';
import type { CaseOutcome, CaseResult, ConformanceResult, StepResult } from '../../conformance/result/result.ts';
import { summarise } from '../../conformance/result/summary.ts';
import type { ConformanceSummary } from '../../conformance/result/summary.ts';
import { around, leftBorder, shownWidth } from '../grid.ts';
import { plain } from '../paint.ts';
import type { Paint } from '../paint.ts';
import { cellWords, countWords, playAlone, seconds, spreadWords, stepWords, totalOf, wrongSteps } from './words.ts';

export const conformanceTable = (result: ConformanceResult, { paint, columns = Infinity }: { readonly paint: Paint; readonly columns?: number }): string => {
  const summary = summarise(result);
  const sections = [drawFeatures(summary.features, columns, paint), legend(paint), ...caseLines(result, paint), ...notes(result, summary, paint), '', headline(summary, paint), sums(result, summary)];
  return `${sections.join('\n')}\n`;
};

/** @param columns at most so wide, in characters: names of features are broken where it must be */
const drawFeatures = (features: readonly FeatureRow[], columns: number, paint: Paint): string => {
  const head = ['feature', 'result', 'cases', 'to block\nmedian / max', 'to allow\nmedian / max', 'startup\nexposure'];
  const rows = features.map(({ feature, verdict, counts, toBlockMs, toAllowMs, exposureMs }) => {
    const cases = totalOf(counts) === 0 ? '' : `${counts.enforced} of ${totalOf(counts)}`;
    const times = [toBlockMs, toAllowMs].map((spread) => (spread === undefined ? '' : spreadWords(spread)));
    return [plain(feature), `${drawVerdict(verdict, paint)}${mixedWords(counts, paint)}`, cases, ...times, exposureMs === undefined ? '' : drawExposure(exposureMs, paint)];
  });
  const [names = 0, ...others] = head.map((title, at) => around + Math.max(...title.split('\n').map(shownWidth), ...rows.map((row) => shownWidth(row[at] ?? ''))));
  const room = columns - leftBorder - others.reduce((sum, width) => sum + width, 0);
  const table = new Table({ head, colWidths: [Math.min(names, Math.max(shortestName, room)) - 1, null, null, null, null, null], wordWrap: true, style: { head: [], border: [], compact: true }, colAligns: ['left', 'left', 'right', 'right', 'right', 'right'] });
  table.push(...rows);
  return table.toString();
};

/** Of the column of features, with its borders. */
const shortestName = 14;

/** A word, not only a colour; a leak is the loudest. */
const drawVerdict = (verdict: CaseOutcome, paint: Paint): string => {
  switch (verdict) {
    case 'enforced':
      return paint.green('enforced');
    case 'leaks':
      return paint.bold(paint.inverse(paint.red(' LEAKS ')));
    case 'over-blocks':
      return paint.bold(paint.red('OVER-BLOCKS'));
    case 'not-testable':
      return paint.yellow('not testable');
  }
};

/** Where cases failed in more than one way; otherwise the word and the count beside it say all. */
const mixedWords = (counts: OutcomeCounts, paint: Paint): string => {
  const failing = (['leaks', 'over-blocks', 'not-testable'] as const).filter((outcome) => counts[outcome] > 0);
  return failing.length > 1 ? paint.dim(` ${countWords(counts, failing)}`) : '';
};

const drawExposure = (ms: number, paint: Paint): string => (ms > 0 ? paint.red(`${Math.round(ms)}`) : '0');

const legend = (paint: Paint): string => paint.dim('  cases: enforced, of those that were played; times in milliseconds, since the API server had answered');

/** More than this nobody reads on a terminal; JSON has them all. */
const shownCases = 12;
const shownCells = 4;

const caseLines = ({ cases }: ConformanceResult, paint: Paint): string[] => {
  const amiss = cases.filter(({ outcome }) => outcome !== 'enforced');
  if (amiss.length === 0) return [];
  return ['', paint.bold('Cases that were not enforced'), ...amiss.flatMap((each, index) => (index < shownCases ? drawCase(each, paint) : [caseHead(each, paint)]))];
};

const caseHead = ({ id, title, outcome }: CaseResult, paint: Paint): string => `  ${drawOutcome(outcome, paint)}  ${paint.bold(plain(id))}  ${plain(title)}`;

const drawOutcome = (outcome: CaseOutcome, paint: Paint): string => (outcome === 'not-testable' ? paint.yellow('not testable') : paint.red(outcome));

const drawCase = (each: CaseResult, paint: Paint): string[] => {
  const steps = wrongSteps(each);
  const unplayed = steps.length === 0 && each.reason !== undefined ? [`    ${plain(each.reason)}`] : [];
  return [caseHead(each, paint), ...unplayed, ...steps.flatMap(drawStep), `    ${paint.dim(`$ ${plain(playAlone(each))}`)}`];
};

const drawStep = (step: StepResult): string[] => {
  const rest = step.wrong.length - shownCells;
  return [`    ${plain(stepWords(step))}`, ...step.wrong.slice(0, shownCells).map((cell) => `      ${plain(cellWords(cell))}`), ...(rest > 0 ? [`      … and ${rest} more; -o json has them all`] : [])];
};

const notes = ({ leftovers }: ConformanceResult, { features }: ConformanceSummary, paint: Paint): string[] => {
  const lines = [
    ...features.flatMap(({ feature, readings }) => readings.map((reading) => `${feature}, where the specification is silent: ${reading}`)),
    ...features.flatMap(({ feature, counts, reasons }) => (totalOf(counts) === 0 ? reasons.map((reason) => `${feature} could not be tested: ${reason}`) : [])),
    ...leftovers.map((leftover) => `could not remove ${leftover}: run netproof cleanup`),
  ];
  return lines.length === 0 ? [] : ['', ...lines.map((line) => paint.dim(`  note: ${plain(line)}`))];
};

const headline = ({ headline: sentence, exitCode }: ConformanceSummary, paint: Paint): string => {
  const colour = exitCode === 0 ? paint.green : exitCode === 1 ? paint.red : paint.yellow;
  return paint.bold(colour(plain(sentence)));
};

const sums = ({ cases, cells, attempts, wallMs, profile, nodes, sets }: ConformanceResult, { counts }: ConformanceSummary): string => {
  const outcomes = countWords(counts, ['enforced', 'leaks', 'over-blocks', 'not-testable']);
  return `${cases.length} cases${outcomes === '' ? '' : `: ${outcomes}`}; ${cells} cells, ${attempts} attempts, ${seconds(wallMs)} (profile ${profile}, ${sets} sets, ${nodes.length} nodes)`;
};
