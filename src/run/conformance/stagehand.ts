import type { Expectation } from '../../conformance/case/case.ts';
import { rosterOf } from '../../conformance/case/roster.ts';
import type { Patience } from '../../conformance/judge/patience.ts';
import type { Roster } from '../../conformance/world/ways.ts';
import type { Actor } from './act.ts';
import { playCase } from './play.ts';
import type { Programme } from './programme.ts';
import { settle } from './settle.ts';

/**
 * Plays cases on one set, one after the other, as long as there are any and the set is as it was in the beginning: a case
 * whose policies do not go away would be blamed on the next.
 */
export const playOnSet = async (actor: Actor, programme: Programme, patience: Patience, onPlayed: () => void): Promise<void> => {
  const { context, set } = actor;
  let roster: Roster = 'plain';
  let isOpen = await waitUntilOpen(actor);
  while (isOpen) {
    context.signal.throwIfAborted();
    const due = programme.next(roster);
    if (due === undefined) return;
    roster = rosterOf(due.played);
    if ((await set.dialRoster(roster)) && !(await waitUntilOpen(actor))) return programme.giveBack(due);
    const { result, clean } = await playCase(actor, due.played, due.first === undefined ? patience : unhurried).catch((error: unknown) => {
      programme.giveBack(due);
      throw error;
    });
    programme.done(due, result);
    onPlayed();
    isOpen = clean || (await waitUntilOpen(actor));
  }
};

const open: Expectation = { deny: [], allow: [] };

/** The longest that anything is waited for. */
const unhurried: Patience = { deadlineMs: () => 30_000, learn: () => undefined, giveUp: () => undefined };

/** Where not all of it is open at once, it may be that pods or nodes do not keep up: then they are given more time. */
const waitUntilOpen = async ({ context, set }: Actor): Promise<boolean> => {
  const patience: Patience = { ...unhurried, deadlineMs: () => 8000 };
  do {
    const seen = await settle(context, set, { expect: [open], before: open, stepMs: context.now(), holdMs: 0, isAbsent: () => false }, patience);
    if (seen.outcome === 'enforced') return true;
    context.log.info({ set: set.index + 1, reason: seen.reason }, 'not everything is open without a policy');
  } while (await set.slowDown());
  return false;
};
