/** Which case comes next; what could not be judged gets a second chance when all others have been played. */
import type { ConformanceCase } from '../../conformance/case/case.ts';
import { extraMsOf, makesPods, needsReuse } from '../../conformance/case/effort.ts';
import { rosterOf } from '../../conformance/case/roster.ts';
import type { CaseResult } from '../../conformance/result/result.ts';
import type { Roster } from '../../conformance/world/ways.ts';

export interface Programme {
  /** The next case: what takes long first, though of those that make pods one at a time; then best one that needs no other dials. */
  readonly next: (roster: Roster) => ConformanceCase | undefined;
  readonly done: (played: ConformanceCase, result: CaseResult) => void;
  /** It could not be played after all. */
  readonly giveBack: (played: ConformanceCase) => void;
  /** What came of each so far; the last word, where there are two. */
  readonly results: () => readonly CaseResult[];
  /** Nothing is handed out any more, unless it is given back. */
  readonly isDone: () => boolean;
  /** Because a case has failed, where that ends all. */
  readonly hasStopped: () => boolean;
  /** What nobody has played. */
  readonly unplayed: () => readonly ConformanceCase[];
}

export interface ProgrammeOptions {
  /** Nothing is played any more once a case has failed. */
  readonly failFast?: boolean;
  /** Whether nodes are making other pods just now: these would be in the way of a case's own, and take their addresses. */
  readonly isLaunching?: () => boolean;
}

export const createProgramme = (cases: readonly ConformanceCase[], { failFast = false, isLaunching = () => false }: ProgrammeOptions = {}): Programme => {
  const queue = inGoodOrder(cases);
  const again: ConformanceCase[] = [];
  const results = new Map<string, CaseResult>();
  const making = new Set<ConformanceCase>();
  let isOver = false;
  const choose = (roster: Roster): ConformanceCase | undefined => {
    const mayMake = making.size === 0 && !isLaunching();
    const long = queue.findIndex((one) => extraMsOf(one) > 0 && (mayMake || !makesPods(one)));
    const same = queue.findIndex((one) => extraMsOf(one) === 0 && rosterOf(one) === roster);
    const short = queue.findIndex((one) => extraMsOf(one) === 0);
    const at = [long, same, short, 0].find((index) => index >= 0) ?? 0;
    return queue.splice(at, 1)[0] ?? again.shift();
  };
  return {
    next: (roster) => {
      const chosen = isOver ? undefined : choose(roster);
      if (chosen !== undefined && makesPods(chosen)) making.add(chosen);
      return chosen;
    },
    done: (played, result) => {
      making.delete(played);
      if (result.outcome === 'not-testable' && !result.beyondCluster && !results.has(played.id)) again.push(played);
      results.set(played.id, result);
      isOver ||= failFast && (result.outcome === 'leaks' || result.outcome === 'over-blocks');
    },
    giveBack: (played) => {
      making.delete(played);
      (results.has(played.id) ? again : queue).unshift(played);
    },
    isDone: () => isOver || queue.length + again.length === 0,
    hasStopped: () => isOver,
    results: () => [...results.values()],
    unplayed: () => queue,
  };
};

/**
 * What takes long begins, so that no set is left with it at the end. But of those that need an address again only one
 * does: where it finds that addresses are not, the others need no time at all.
 */
const inGoodOrder = (cases: readonly ConformanceCase[]): ConformanceCase[] => {
  const sorted = cases.toSorted((a, b) => extraMsOf(b) - extraMsOf(a) || b.steps.length - a.steps.length);
  const [scout, ...followers] = sorted.filter(needsReuse);
  return [...sorted.filter((one) => one === scout || !needsReuse(one)), ...followers];
};
