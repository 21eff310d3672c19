/** The canary of one run and of a later one: whether it fails, and on what it is wrong that was well before. */
import { diagnose, leaks } from '../compare/canary/diagnose.ts';
import { exposes } from '../compare/canary/notes.ts';
import { isFailing } from '../compare/outcome.ts';
import type { CanaryCell, CanaryReport, RunReport } from '../model/report.ts';

/** It fails and did not, is wrong where it was not, fails as before, or cannot be judged any more. */
export type CanaryChange = 'lost' | 'wider' | 'still' | 'unknown';

export const canaryChange = (first: RunReport, last: RunReport): CanaryChange | undefined => {
  if (fails(last, last)) return !fails(first, last) ? 'lost' : fails({ canary: canaryBeyond(first, last) }, last) ? 'wider' : 'still';
  return isJudged(first, last) && !isJudged(last, last) ? 'unknown' : undefined;
};

type Asked = { readonly canary?: CanaryReport | undefined };

/** Of both runs by what fails the last: what is asked otherwise is no change of the cluster. */
const fails = ({ canary }: Asked, last: RunReport): boolean => canary !== undefined && isFailing(canary, last);

const isJudged = (report: Asked, last: RunReport): boolean => report.canary?.diagnosis.enforces !== undefined || fails(report, last);

/**
 * What the last canary comes to without the connections on which that of before was wrong already: one broken node excuses no
 * other, and what cannot be judged is excused by nothing. An exposure excuses no leak; a leak excuses both.
 *
 * @returns undefined where nothing is left
 */
export const canaryBeyond = (first: RunReport, last: RunReport): CanaryReport | undefined => {
  const { canary } = last;
  if (canary === undefined || !fails(last, last) || !fails(first, last)) return canary;
  const before = first.canary?.cells ?? [];
  const wrong = new Set(before.filter(isWrong).map(connectionOf));
  const exposed = new Set(before.filter(isExposed).map(connectionOf));
  const rest = canary.cells.filter((cell) => !isWrong(cell) || !wrong.has(connectionOf(cell)));
  if (rest.length === 0) return undefined;
  // Exposures tell late rules from others, so they are there for the diagnosis.
  return { ...canary, diagnosis: diagnose(rest, { unheard: [] }), cells: rest.filter((cell) => !isExposed(cell) || !(exposed.has(connectionOf(cell)) || wrong.has(connectionOf(cell)))) };
};

const isExposed = (cell: CanaryCell): boolean => exposes([cell]);

/** What policy allows and is open now and then, or what no policy selects and is closed, is no proof. */
const isWrong = (cell: CanaryCell): boolean => leaks([cell]) || (cell.verdict === 'allow' && cell.state === 'closed' && cell.direction !== 'none');

const connectionOf = ({ node, partner, direction, transport, path, family, verdict }: CanaryCell): string => JSON.stringify([node, partner, direction, transport, path, family, verdict]);
