/**
 * What the canary found, in one sentence. Pure. The order is that of proof: what got through although policy denies it is
 * proven whatever else is broken; then comes what shows that nothing can be told; then what is closed that must be open.
 */
import type { CanaryCell, Diagnosis } from '../../model/report.ts';
import { isLateRule, notesOn, unjudged } from './notes.ts';
import { leaking, peersIgnored } from './leaks.ts';
import { unselectedClosed, unselectedWavering } from './unselected.ts';
import { explain } from './explain.ts';
import type { Dimension } from './explain.ts';
import { mostFrequent, plural, tallyOf, where } from './words.ts';

/** What the rows do not hold. */
export interface Signs {
  /** Nodes on which the kubelet reached not one of the canary's pods: not even the node itself can talk to them. */
  readonly unheard: readonly string[];
}

export const diagnose = (cells: readonly CanaryCell[], signs: Signs): Diagnosis => {
  const denies = cells.filter(({ verdict, direction }) => verdict === 'deny' && direction !== 'peers');
  const allows = cells.filter(({ verdict, direction }) => verdict === 'allow' && direction !== 'none');
  const amiss =
    leaking(denies, cells) ??
    flapping(cells) ??
    unselectedClosed(cells, signs) ??
    unselectedWavering(cells) ??
    overblocking(allows) ??
    peersIgnored(cells) ??
    undecided(cells) ??
    wavering(allows, denies);
  return amiss === undefined ? enforcing(cells, denies) : withNotes(amiss, amiss.enforces === false ? unjudged(cells) : []);
};

/** Whether anything got through that policy denies: proof, whatever the sentence says. */
export const leaks = (cells: readonly CanaryCell[]): boolean => cells.some(({ verdict, state }) => verdict === 'deny' && (state === 'open' || state === 'now-and-then'));

const withNotes = (diagnosis: Diagnosis, notes: readonly string[]): Diagnosis => (notes.length === 0 ? diagnosis : { ...diagnosis, sentence: `${diagnosis.sentence.replace(/\.$/, '')}; ${notes.join('; ')}.` });

const flapping = (cells: readonly CanaryCell[]): Diagnosis | undefined => {
  const denies = cells.filter(({ verdict }) => verdict === 'deny');
  const now = denies.filter(({ state }) => state === 'now-and-then');
  if (now.length === 0) return undefined;
  const explanation = explain(now, denies.filter(({ state }) => state === 'closed'));
  const what = now.every(({ through }) => through === 0) ? 'packets that policy denies arrived, though no answer came back' : `${tallyOf(now)} that policy denies got through`;
  return { kind: 'now-and-then', enforces: false, sentence: `This cluster enforces NetworkPolicy only now and then${where(explanation)}: ${what}, on ${plural(now.length, 'connection')}.` };
};

const overblocking = (allows: readonly CanaryCell[]): Diagnosis | undefined => {
  const closed = allows.filter(({ state }) => state === 'closed');
  if (closed.length === 0) return undefined;
  const explanation = explain(closed, allows.filter(({ state }) => state === 'open'));
  const blocked = `${closed.length} of ${allows.length} connections that policy allows are closed`;
  if (closed.length === allows.length) return { kind: 'drops-everything', enforces: false, sentence: `This cluster drops everything at pods that a NetworkPolicy selects: ${blocked}.` };
  return { kind: 'drops-some', enforces: false, sentence: `This cluster drops what NetworkPolicy allows${where(explanation)}: ${blocked}.` };
};

/** What policy allows came and went, while pods that none selects were well: late rules perhaps, and no proof of anything. */
const wavering = (allows: readonly CanaryCell[], denies: readonly CanaryCell[]): Diagnosis | undefined => {
  const now = allows.filter((cell) => cell.state === 'now-and-then' && !isLateRule(cell, denies));
  if (now.length === 0) return undefined;
  return { kind: 'now-and-then', sentence: `This cluster lets through what NetworkPolicy allows only now and then: ${tallyOf(now)} got through, on ${plural(now.length, 'connection')}.` };
};

/** Of each way on each node in each direction something must be known: a deny that held, and an allow that got through. */
const ways: readonly Dimension[] = ['transport', 'family', 'placement', 'path'];

const isKnown = (share: readonly CanaryCell[]): boolean =>
  (['allow', 'deny'] as const).every((verdict) => share.every((cell) => cell.verdict !== verdict) || share.some((cell) => cell.verdict === verdict && cell.state !== 'unknown'));

const undecided = (cells: readonly CanaryCell[]): Diagnosis | undefined => {
  const judged = cells.filter(({ direction }) => direction !== 'none');
  const shares = ways.flatMap((way) => [...Map.groupBy(judged, (cell) => `${cell.node} ${cell.direction} ${cell[way]}`).values()]);
  const missing = new Set(shares.filter((share) => !isKnown(share)).flat());
  if (missing.size === 0 && judged.length > 0) return undefined;
  const explanation = explain([...missing], judged.filter((cell) => !missing.has(cell)));
  const most = mostFrequent(cells.flatMap(({ reason }) => reason ?? []));
  return { kind: 'unknown', sentence: `Whether this cluster enforces NetworkPolicy could not be judged${where(explanation)}${most === undefined ? '' : `: ${most}`}.` };
};

const enforcing = (cells: readonly CanaryCell[], denies: readonly CanaryCell[]): Diagnosis => {
  const nodes = [...new Set(cells.map(({ node }) => node))];
  const asked = nodes.length === 1 ? 'the node that was' : `all ${nodes.length} nodes that were`;
  return withNotes({ kind: 'enforces', enforces: true, sentence: `This cluster enforces NetworkPolicy on ${asked} asked.` }, notesOn(cells, denies));
};
