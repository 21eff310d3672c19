import { expect } from 'chai';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { hintFor } from '../../../src/policy/hints.ts';
import { tooClosed, tooOpen } from './hint-cases.ts';
import type { HintCase } from './hint-cases.ts';
import { ask, indexOf } from './rules/ask.ts';

const tables: readonly { heading: string; says: 'allow' | 'deny'; expected: 'allow' | 'deny'; cases: readonly HintCase[] }[] = [
  { heading: 'where policy allows what should be closed', says: 'allow', expected: 'deny', cases: tooOpen },
  { heading: 'where policy denies what should be open', says: 'deny', expected: 'allow', cases: tooClosed },
];

describe('hintFor()', () => {
  for (const { heading, says, expected, cases } of tables) {
    describe(heading, () => {
      for (const one of cases) {
        it(`knows ${one.name}`, () => {
          const index = indexOf({ rules: [], ...one, expect: {} });
          for (const [text, hint] of Object.entries(one.expect)) {
            const question = ask(text, one);
            expect(evaluate(question, index).verdict, text).to.equal(says);
            expect(hintFor(question, expected, index) ?? 'none', text).to.equal(hint);
          }
        });
      }
    });
  }
});
