/** What policy says of a cell in several families, as one verdict. */
import type { Family } from '../../probes/contract.ts';
import type { Verdict } from '../model/verdict.ts';
import { leftOpen } from '../policy/verdict.ts';

export interface FamilyVerdict {
  readonly family: Family | undefined;
  readonly policy: Verdict;
}

export interface OverFamilies {
  readonly policy: Verdict;
  /** By which policy says so, where it says something else by another. */
  readonly families?: readonly Family[];
}

/** Policy agrees where it does by every family: what differs by one comes first, then what is left open. */
export const overFamilies = (verdicts: readonly FamilyVerdict[], intent: Verdict): OverFamilies => {
  const differing = verdicts.filter(({ policy }) => policy.basis === 'specified' && policy.verdict !== intent.verdict);
  const open = verdicts.filter(({ policy }) => policy.basis === 'undefined');
  const telling = [differing, open].find((some) => some.length > 0) ?? verdicts;
  const policy = telling[0]?.policy ?? leftOpen('nobody is there');
  return telling.length === verdicts.length ? { policy } : { policy, families: telling.flatMap(({ family }) => family ?? []) };
};

/** For the head of a sentence. */
export const byFamilies = ({ families = [] }: OverFamilies): string => (families.length === 0 ? '' : `by ${families.map((family) => `IPv${family}`).join(' and ')}: `);
