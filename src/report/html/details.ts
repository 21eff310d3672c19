/** Everything that is known of one source and target: what opens where somebody chooses an entry. */
import type { CellResult, Finding } from '../../model/report.ts';
import { expectedOf } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import { formatDecider } from '../../policy/deciders.ts';
import { roundUpMs } from './bar.ts';
import { destinationDetails, placeFact } from './destination.ts';
import { facts } from './facts.ts';
import type { Fact } from './facts.ts';
import { findingItem } from './findings.ts';
import { el } from './node.ts';
import type { Element } from './node.ts';
import type { Pair } from './pairs.ts';
import { signOf } from './signs.ts';

export const pairDetails = (pair: Pair): Element => {
  const { name, sign, word, meaning } = signOf(pair);
  const found = Map.groupBy(pair.findings, ({ cell }) => cell);
  return el(
    'div',
    {},
    el('h3', { id: 'details-title', tabindex: -1 }, `${pair.source} → ${pair.target}`),
    el('p', {}, el('b', { class: `swatch ${name}` }, `${sign} ${word}`), ` ${meaning}`),
    ...pair.cells.map((result) => cellDetails(result, found.get(result.cell.id) ?? [], untilMs(pair))),
  );
};

/** The bars of one pair end at the same time, so that they can be compared. */
const untilMs = ({ cells }: Pair): number => roundUpMs(Math.max(0, ...cells.flatMap(({ reality }) => (reality?.destinations ?? []).flatMap(({ tally }) => tally.answers?.at(-1)?.toMs ?? 0))));

const cellDetails = ({ cell, intent, policy, reality, status, evidence, ends }: CellResult, findings: readonly Finding[], until: number): Element => {
  const verdict = expectedOf({ ...(intent && { intent }), ...(policy && { policy }) });
  const rows: readonly (Fact | undefined)[] = [
    ['Status', `${status}${evidence === undefined ? '' : `, on ${evidence} evidence`}`],
    ['Intent', tellVerdict(intent)],
    ['Policy', policy?.verdict === 'allow' && policy.deciders.length === 0 ? 'allow: no policy restricts it' : tellVerdict(policy)],
    placeFact('Source', ends?.source),
  ];
  return el(
    'section',
    { class: `cell edge-${signOf({ status, verdict }).name} expect-${verdict}` },
    el('h4', {}, `${cell.transport}/${cell.port} by ${cell.path}, IPv${cell.family}`),
    el('p', { class: 'id' }, cell.id),
    facts(rows.filter((row) => row !== undefined)),
    ...(findings.length === 0 ? [] : [el('ul', { class: 'findings' }, ...findings.map((finding) => findingItem(finding)))]),
    ...(reality?.destinations ?? []).map((seen, index) => destinationDetails(seen, ends?.destinations[index], until)),
  );
};

/** By whose word, and what is left open. */
const tellVerdict = (verdict: Verdict | undefined): string => {
  if (verdict === undefined) return 'nobody says';
  const deciders = verdict.deciders.map((decider) => (decider.kind === 'intent' ? `${decider.origin.file}:${decider.origin.line}:${decider.origin.column}` : formatDecider(decider)));
  const by = deciders.length === 0 ? '' : `, by ${deciders.join(', ')}`;
  const open = verdict.basis === 'undefined' ? `; the specification leaves it open${verdict.reason === undefined ? '' : `: ${verdict.reason}`}` : '';
  return `${verdict.verdict}${by}${open}${verdict.hint === undefined ? '' : `; ${verdict.hint}`}`;
};
