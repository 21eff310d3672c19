/** What this cluster cannot show, as the texts of a result say it: of a whole feature as a remark, of one case as its reason. */
import type { CaseResult } from './result.ts';

/** A feature that nothing was played of. */
export interface NotPlayed {
  readonly feature: string;
  readonly reason: string;
}

const phrase = 'not testable here: ';

export const notPlayedRemark = ({ feature, reason }: NotPlayed): string => `${feature} is ${phrase}${reason}`;

/** @returns undefined for a remark about something else */
export const parseNotPlayed = (remark: string): NotPlayed | undefined => {
  const [feature = '', reason] = remark.split(` is ${phrase}`);
  return reason === undefined ? undefined : { feature, reason };
};

export const notPlayedReason = (reason: string): string => `${phrase}${reason}`;

/** Whether nobody could have tested this case on this cluster; otherwise the run owes an answer. A case's reason names its step first. */
export const isBeyondCluster = ({ outcome, reason = '' }: Pick<CaseResult, 'outcome' | 'reason'>): boolean => outcome === 'not-testable' && reason.includes(phrase);
