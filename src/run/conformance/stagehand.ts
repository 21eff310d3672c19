import type { Expectation } from '../../conformance/case/case.ts';
import { rosterOf } from '../../conformance/case/roster.ts';
import type { Patience } from '../../conformance/judge/patience.ts';
import type { CaseResult } from '../../conformance/result/result.ts';
import type { Roster } from '../../conformance/world/ways.ts';
import type { Actor } from './act.ts';
import { playCase } from './play.ts';
import type { Programme } from './programme.ts';
import { settle } from './settle.ts';

/**
 * Plays cases on one set, one after the other, as long as there are any and the set is as it was in the beginning: a case
 * whose policies do not go away would be blamed on the next.
 */
export const playOnSet = async (actor: Actor, programme: Programme, patience: Patience, onPlayed: (result: CaseResult) => void): Promise<void> => {
  const { context, set } = actor;
  let roster: Roster = 'plain';
  let isOpen = await waitUntilOpen(actor);
  while (isOpen) {
    context.signal.throwIfAborted();
    const due = programme.next(roster);
    if (due === undefined) return;
    roster = rosterOf(due.played);
    if ((await set.dialRoster(roster)) && !(await waitUntilOpen(actor))) return programme.giveBack(due);
    const { result, clean } = await playCase(actor, due.played, due.first === undefined ? patience : unhurried);
    const final = programme.done(due, result);
    if (final !== undefined) onPlayed(final);
    isOpen = clean || (await waitUntilOpen(actor));
  }
};

const open: Expectation = { deny: [], allow: [] };

/** The longest that anything is waited for. */
const unhurried: Patience = { deadlineMs: () => 30_000, learn: () => undefined, giveUp: () => undefined };

const waitUntilOpen = async ({ context, set }: Actor): Promise<boolean> => {
  const seen = await settle(context, set, { expect: [open], before: open, stepMs: context.now(), holdMs: 0, isAbsent: () => false }, unhurried);
  if (seen.outcome !== 'enforced') context.log.warn({ set: set.index + 1, reason: seen.reason }, 'not everything is open without a policy');
  return seen.outcome === 'enforced';
};
