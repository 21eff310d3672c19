import { rosterOf } from '../../conformance/case/roster.ts';
import type { Roster } from '../../conformance/world/ways.ts';
import type { ConformanceCase } from '../../conformance/case/case.ts';
import type { Patience } from '../../conformance/judge/patience.ts';
import type { CaseResult } from '../../conformance/result/result.ts';
import type { Actor } from './act.ts';
import { playCase } from './play.ts';
import { settle } from './settle.ts';

const open = { deny: [], allow: [] };

/**
 * Plays cases on one set, one after the other, as long as there are any and the set is as it was in the beginning: a case
 * whose policies do not go away would be blamed on the next.
 */
export const playOnSet = async (actor: Actor, queue: ConformanceCase[], patience: Patience, onPlayed: (result: CaseResult) => void): Promise<void> => {
  const { context, set } = actor;
  const waitForAll = async (): Promise<boolean> => {
    const seen = await settle(context, set, { expect: [open], before: open, stepMs: context.now(), holdMs: 0, isAbsent: () => false }, { deadlineMs: () => openDeadlineMs, learn: () => undefined, giveUp: () => undefined });
    if (seen.outcome !== 'enforced') context.log.warn({ set: set.index + 1, reason: seen.reason }, 'not everything is open without a policy');
    return seen.outcome === 'enforced';
  };
  if (!(await waitForAll())) return;
  let roster: Roster = 'plain';
  for (let next = takeFrom(queue, roster); next !== undefined; next = takeFrom(queue, roster)) {
    context.signal.throwIfAborted();
    roster = rosterOf(next);
    if ((await set.dialRoster(roster)) && !(await waitForAll())) {
      queue.unshift(next);
      return;
    }
    const { result, clean } = await playCase(actor, next, patience);
    onPlayed(result);
    if (!clean) return;
  }
};

/** The first that needs no other dials, or the first of all. */
const takeFrom = (queue: ConformanceCase[], roster: Roster): ConformanceCase | undefined => {
  const same = queue.findIndex((one) => rosterOf(one) === roster);
  return queue.splice(Math.max(0, same), 1)[0];
};

/** How long pods may be without network at first. */
const openDeadlineMs = 30_000;
