import type { ConformanceCase, Expectation } from '../../conformance/case/case.ts';
import { rosterOf } from '../../conformance/case/roster.ts';
import type { Patience } from '../../conformance/judge/patience.ts';
import type { Roster } from '../../conformance/world/ways.ts';
import type { Actor } from './act.ts';
import { playCase } from './play.ts';
import type { Played } from './play.ts';
import type { Programme } from './programme.ts';
import { settle } from './settle.ts';

/**
 * Plays cases on one set, one after the other, as long as there are any and the set is as it was in the beginning: a case
 * whose policies do not go away would be blamed on the next.
 */
export const playOnSet = async (actor: Actor, programme: Programme, patience: Patience, onPlayed: () => void): Promise<void> => {
  const { context, set } = actor;
  let roster: Roster = 'plain both';
  let isOpen = await waitUntilOpen(actor);
  while (isOpen) {
    context.signal.throwIfAborted();
    const next = programme.next(roster);
    if (next === undefined) return;
    roster = rosterOf(next);
    if ((await set.dialRoster(roster, isHeld(next) ? 'spread' : 'in step')) && !(await waitUntilOpen(actor))) return programme.giveBack(next);
    const { result, clean } = await playOrGiveBack(actor, next, patience, programme);
    programme.done(next, result);
    onPlayed();
    isOpen = clean || (await waitUntilOpen(actor));
  }
};

/** What is wrong only for a moment shows while a matrix is held. */
const isHeld = ({ steps }: ConformanceCase): boolean => steps.some(({ holdMs = 0 }) => holdMs > 0);

/** What fails half way says nothing about the case: another set may play it. */
const playOrGiveBack = async (actor: Actor, next: ConformanceCase, patience: Patience, programme: Programme): Promise<Played> => {
  try {
    return await playCase(actor, next, patience);
  } catch (error) {
    programme.giveBack(next);
    throw error;
  }
};

const open: Expectation = { deny: [], allow: [] };

/** Where not all of it is open at once, it may be that pods or nodes do not keep up: then they are given more time. */
const waitUntilOpen = async ({ context, set }: Actor): Promise<boolean> => {
  const patience: Patience = { deadlineMs: () => 8000, learn: () => undefined, giveUp: () => undefined };
  do {
    const seen = await settle(context, set, { expect: [open], before: open, stepMs: context.now(), holdMs: 0, isAbsent: () => false }, patience);
    if (seen.outcome === 'enforced') return true;
    context.log.info({ set: set.index + 1, reason: seen.reason }, 'not everything is open without a policy');
  } while (await set.slowDown());
  return false;
};
