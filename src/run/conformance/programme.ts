/** Which case comes next, and which deserves a second look. */
import type { ConformanceCase } from '../../conformance/case/case.ts';
import { rosterOf } from '../../conformance/case/roster.ts';
import { twoLooks } from '../../conformance/judge/case.ts';
import type { CaseResult } from '../../conformance/result/result.ts';
import type { Roster } from '../../conformance/world/ways.ts';

/** A case that waits for its turn. */
export interface Due {
  readonly played: ConformanceCase;
  /** What came of it before, if it is played again. */
  readonly first?: CaseResult;
}

export interface Programme {
  /** The next case, best one that needs no other dials. */
  readonly next: (roster: Roster) => Due | undefined;
  readonly done: (due: Due, result: CaseResult) => void;
  /** It could not be played after all. */
  readonly giveBack: (due: Due) => void;
  /** What came of each so far, the second look counted in. */
  readonly results: () => readonly CaseResult[];
  /** What nobody has played. */
  readonly unplayed: () => readonly ConformanceCase[];
}

/** Where more than this share goes wrong, it is no accident, and a second look at all of it would take for ever. */
const exceptional = 0.2;

export const createProgramme = (cases: readonly ConformanceCase[]): Programme => {
  const queue: Due[] = cases.map((played) => ({ played }));
  const results = new Map<string, CaseResult>();
  const doubtful: Due[] = [];

  /** When all others have been played: what went wrong may have been the moment's fault, or only late. */
  const secondLook = (): Due | undefined => {
    if (doubtful.filter(({ first }) => first?.outcome !== 'not-testable').length > Math.max(1, exceptional * cases.length)) return undefined;
    return doubtful.shift();
  };
  return {
    next: (roster) => {
      const same = queue.findIndex(({ played }) => rosterOf(played) === roster);
      return queue.splice(Math.max(0, same), 1)[0] ?? secondLook();
    },
    done: ({ played, first }, result) => {
      results.set(played.id, first === undefined ? result : twoLooks(first, result));
      if (first === undefined && result.outcome !== 'enforced' && !result.beyondCluster) doubtful.push({ played, first: result });
    },
    giveBack: (due) => void (due.first === undefined ? queue : doubtful).unshift(due),
    results: () => [...results.values()],
    unplayed: () => queue.map(({ played }) => played),
  };
};
