/** Which case comes next; what could not be judged gets a second chance when all others have been played. */
import type { ConformanceCase } from '../../conformance/case/case.ts';
import { rosterOf } from '../../conformance/case/roster.ts';
import type { CaseResult } from '../../conformance/result/result.ts';
import type { Roster } from '../../conformance/world/ways.ts';

export interface Programme {
  /** The next case, best one that needs no other dials. */
  readonly next: (roster: Roster) => ConformanceCase | undefined;
  readonly done: (played: ConformanceCase, result: CaseResult) => void;
  /** It could not be played after all. */
  readonly giveBack: (played: ConformanceCase) => void;
  /** What came of each so far; the last word, where there are two. */
  readonly results: () => readonly CaseResult[];
  /** What nobody has played. */
  readonly unplayed: () => readonly ConformanceCase[];
}

export const createProgramme = (cases: readonly ConformanceCase[]): Programme => {
  const queue = [...cases];
  const again: ConformanceCase[] = [];
  const results = new Map<string, CaseResult>();
  return {
    next: (roster) => {
      const same = queue.findIndex((one) => rosterOf(one) === roster);
      return queue.splice(Math.max(0, same), 1)[0] ?? again.shift();
    },
    done: (played, result) => {
      if (result.outcome === 'not-testable' && !result.beyondCluster && !results.has(played.id)) again.push(played);
      results.set(played.id, result);
    },
    giveBack: (played) => void (results.has(played.id) ? again : queue).unshift(played),
    results: () => [...results.values()],
    unplayed: () => queue,
  };
};
