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
  const atFirst = await settle(context, set, { expect: [open], before: open, stepMs: context.now(), holdMs: 0, isAbsent: () => false }, { ...patience, deadlineMs: () => openDeadlineMs, learn: () => undefined });
  if (atFirst.outcome !== 'enforced') {
    context.log.warn({ set: set.index + 1, reason: atFirst.reason }, 'not everything is open before the first policy');
    return;
  }
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    context.signal.throwIfAborted();
    const { result, clean } = await playCase(actor, next, patience);
    onPlayed(result);
    if (!clean) return;
  }
};

/** How long pods may be without network at first. */
const openDeadlineMs = 30_000;
