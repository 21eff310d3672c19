import { expect } from 'chai';
import { chanceToMeet, chanceWords } from '../../mutation/chance.ts';
import type { Hole, Watch } from '../../mutation/chance.ts';

describe('chanceToMeet()', () => {
  const cases: readonly { readonly name: string; readonly hole: Hole; readonly watch: Watch; readonly chance: number }[] = [
    { name: 'a hole into which one attempt falls on average', hole: { windowMs: 5, periodMs: 1000 }, watch: { perSecond: 200, forMs: 1999 }, chance: 0.632 },
    { name: 'one that comes twice', hole: { windowMs: 5, periodMs: 1000 }, watch: { perSecond: 200, forMs: 2000 }, chance: 0.865 },
    { name: 'one ten times as long', hole: { windowMs: 50, periodMs: 1000 }, watch: { perSecond: 200, forMs: 1000 }, chance: 1 },
    { name: 'one that comes too late', hole: { windowMs: 500, periodMs: 1000 }, watch: { perSecond: 200, forMs: 999 }, chance: 0 },
    { name: 'one before which nobody knocks', hole: { windowMs: 500, periodMs: 1000 }, watch: { perSecond: 0, forMs: 9999 }, chance: 0 },
  ];
  for (const { name, hole, watch, chance } of cases) it(`of ${name}`, () => expect(chanceToMeet(hole, watch)).to.be.closeTo(chance, 0.001));

  it('is told in words', () => expect(chanceWords({ windowMs: 5, periodMs: 300_000 }, 'long')).to.equal('120 attempts a second at what is denied meet it in 610 s with 69.9 %'));
});
