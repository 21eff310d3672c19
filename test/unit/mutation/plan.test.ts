import { expect } from 'chai';
import { nextStep, withRightOnes } from '../../mutation/plan.ts';
import type { Attempt } from '../../mutation/attempt.ts';
import type { Rung } from '../../mutation/rung.ts';
import { aMutant, attempt } from './attempts.ts';

describe('withRightOnes()', () => {
  it('begins with the right enforcer, and comes back to it after every forty', () => {
    const keys = withRightOnes(Array.from({ length: 41 }, (_, index) => aMutant(`m${index}`, 'quick'))).map(({ key }) => key);
    expect(keys).to.have.length(43);
    expect([keys[0], keys[1], keys[40], keys[41], keys[42]]).to.deep.equal(['no fault 1', 'm0', 'm39', 'no fault 2', 'm40']);
  });
});

describe('nextStep()', () => {
  const mutants = [aMutant('right', 'never'), aMutant('a', 'standard'), aMutant('b', 'canary')];
  const wellSoFar = [attempt('right', 'canary', 'quiet'), attempt('right', 'standard', 'quiet')];
  const table: readonly { readonly name: string; readonly attempts: readonly Attempt[]; readonly highest?: Rung; readonly next: string | undefined }[] = [
    { name: 'begins at the first with the canary', attempts: [], next: 'right canary' },
    { name: 'goes upwards', attempts: [...wellSoFar, attempt('a', 'canary', 'quiet')], next: 'a standard' },
    { name: 'stops at the first kill', attempts: [...wellSoFar, attempt('a', 'canary', 'noticed')], next: 'b canary' },
    { name: 'goes no higher than it must', attempts: [...wellSoFar, attempt('a', 'canary', 'accused'), attempt('b', 'canary', 'quiet')], next: undefined },
    { name: 'goes no higher than it is told', attempts: [attempt('right', 'canary', 'quiet'), attempt('a', 'canary', 'quiet')], highest: 'canary', next: 'b canary' },
    { name: 'asks an innocent to the end, whatever was said of it', attempts: [attempt('right', 'canary', 'accused')], next: 'right standard' },
    { name: 'takes no notice of others’ attempts', attempts: [...wellSoFar, attempt('z', 'canary', 'accused')], next: 'a canary' },
  ];
  for (const { name, attempts, highest, next } of table) {
    it(name, () => {
      const step = nextStep(mutants, attempts, [], highest);
      expect(step && `${step.mutant.key} ${step.rung}`).to.equal(next);
    });
  }
});
