import { formatOrigin } from '../yaml/document.ts';
import type { Answer } from '../matrix/parse.ts';
import type { Expectation } from '../matrix/schema.ts';
import type { Skip } from '../model/plan.ts';

/** What of the answers is to be probed, what is left out with a reason, and which reasons are no longer valid. */
export interface SplitAnswers {
  readonly answers: readonly Answer[];
  readonly skips: readonly Skip[];
  /** Errors. */
  readonly expired: readonly string[];
}

/** @param today ISO date; a skip holds on its last day still */
export const splitSkips = (answers: readonly Answer[], today: string): SplitAnswers => {
  const skips: Skip[] = [];
  const kept: Answer[] = [];
  const expired: string[] = [];
  for (const answer of answers) {
    const { expectation, origin, source, target } = answer;
    if (typeof expectation === 'string') kept.push(answer);
    else if (expectation.until !== undefined && expectation.until < today) {
      expired.push(`${formatOrigin(origin)}: the skip of ${source} -> ${target} expired on ${expectation.until}: answer allow or deny, or renew it`);
    } else skips.push({ source, target, reason: reasonOf(expectation), origin });
  }
  return { skips, answers: kept, expired };
};

/** A waiver is listed with its expiry date, where it has one. */
const reasonOf = ({ skip, until }: Exclude<Expectation, string>): string => (until === undefined ? skip : `${skip} (until ${until})`);
