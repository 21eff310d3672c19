/** Decisions about all that a cell leads to become one verdict, if they agree. */
import type { PolicyDecider, Verdict } from '../model/verdict.ts';
import { decidersOf } from './deciders.ts';
import { undefinedReasons } from './decision.ts';
import type { Decision, Question } from './decision.ts';
import { evaluate } from './evaluate.ts';
import { hintFor } from './hints.ts';
import type { PolicyIndex } from './policy-index.ts';

/** @param expected by a person: where policy says the other thing, the verdict has a hint why */
export const verdictOn = (questions: readonly Question[], index: PolicyIndex, expected?: Verdict['verdict']): Verdict => {
  const verdict = combine(questions.map((question) => evaluate(question, index)));
  if (expected === undefined || verdict.basis === 'undefined' || verdict.verdict === expected) return verdict;
  const [hint] = questions.flatMap((question) => hintFor(question, expected, index) ?? []);
  return hint === undefined ? verdict : { ...verdict, hint };
};

/** Nobody can say. */
export const leftOpen = (reason: string): Verdict => ({ verdict: 'deny', basis: 'undefined', deciders: [], reason });

const combine = (decisions: readonly Decision[]): Verdict => {
  const [first] = decisions;
  if (first === undefined) return leftOpen('nobody is there');
  const open = decisions.find(({ basis }) => basis === 'undefined');
  const deciders = distinct(decisions.flatMap(decidersOf));
  if (open?.reason !== undefined) return { verdict: open.verdict, basis: 'undefined', deciders, reason: undefinedReasons[open.reason] };
  const differ = decisions.some(({ verdict }) => verdict !== first.verdict);
  return differ ? { ...leftOpen('some of what it leads to is allowed, and some is not'), deciders } : { verdict: first.verdict, basis: 'specified', deciders };
};

const distinct = (deciders: readonly PolicyDecider[]): PolicyDecider[] => [...new Map(deciders.map((decider) => [JSON.stringify(decider), decider])).values()];
