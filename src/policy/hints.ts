/** Why policy may say other than a person expects: the mistakes that people make most, each with what to do about it. */
import type { Question } from './decision.ts';
import type { PolicyIndex } from './policy-index.ts';
import { trace } from './trace.ts';
import { whyClosed } from './why-closed.ts';
import { whyOpen } from './why-open.ts';

/**
 * @param expected what policy does not say
 * @returns the likeliest cause, or nothing where there is nothing typical about it
 */
export const hintFor = (question: Question, expected: 'allow' | 'deny', index: PolicyIndex): string | undefined => {
  const directions = trace(question, index);
  return expected === 'deny' ? whyOpen(directions, question, index) : whyClosed(directions, question, index);
};
