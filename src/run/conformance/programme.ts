/** Which case comes next, and which deserves a second look. */
import type { ConformanceCase } from '../../conformance/case/case.ts';
import { rosterOf } from '../../conformance/case/roster.ts';
import { twoLooks } from '../../conformance/judge/case.ts';
import type { CaseResult } from '../../conformance/result/result.ts';
import type { Roster } from '../../conformance/world/ways.ts';

/** What could not be judged is played again; of what went wrong only so much, or a CNI that does nothing right would take for ever. */
const mostSecondLooks = 8;

/** A case that waits for its turn. */
export interface Due {
  readonly played: ConformanceCase;
  /** What came of it before, if it is played again. */
  readonly first?: CaseResult;
}

export interface Programme {
  /** The next case, best one that needs no other dials. */
  readonly next: (roster: Roster) => Due | undefined;
  /** Takes what came of one. @returns the result, unless it is played again */
  readonly done: (due: Due, result: CaseResult) => CaseResult | undefined;
  /** It could not be played after all. */
  readonly giveBack: (due: Due) => void;
  /** What nobody plays any more. */
  readonly rest: () => readonly Due[];
}

export const createProgramme = (cases: readonly ConformanceCase[]): Programme => {
  const queue: Due[] = cases.map((played) => ({ played }));
  let secondLooks = 0;
  return {
    next: (roster) => {
      // A second look comes when all others have been played: what went wrong once may have been the moment's fault.
      const firstLook = queue.findIndex(({ played, first }) => first === undefined && rosterOf(played) === roster);
      const other = queue.findIndex(({ first }) => first === undefined);
      return queue.splice(firstLook >= 0 ? firstLook : Math.max(0, other), 1)[0];
    },
    done: ({ played, first }, result) => {
      if (first !== undefined) return twoLooks(first, result);
      if (result.outcome === 'enforced' || result.beyondCluster) return result;
      if (result.outcome !== 'not-testable' && ++secondLooks > mostSecondLooks) return result;
      queue.push({ played, first: result });
      return undefined;
    },
    giveBack: (due) => void queue.unshift(due),
    rest: () => queue,
  };
};
