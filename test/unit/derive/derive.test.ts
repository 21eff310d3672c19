import { expect } from 'chai';
import * as fc from 'fast-check';
import { derive } from '../../../src/derive/derive.ts';
import type { Answer } from '../../../src/derive/derive.ts';
import { undefinedReasons } from '../../../src/policy/decision.ts';
import type { Decision } from '../../../src/policy/decision.ts';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { worlds } from './worlds.ts';

const asAnswer = ({ verdict, basis, reason }: Decision): Answer => (basis === 'specified' ? { verdict } : { verdict: 'undefined', reason: reason === undefined ? '' : undefinedReasons[reason] });

describe('derive()', () => {
  it('answers each cell of one connection as the engine does, without asking it', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { sources, targets, index, answer, questions } = derive(world);
        for (const source of sources.keys()) {
          for (const target of targets.keys()) {
            const [question, ...others] = questions(source, target);
            if (question === undefined || others.length > 0) continue;
            expect(answer(source, target)).to.deep.equal(asAnswer(evaluate(question, index)));
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
