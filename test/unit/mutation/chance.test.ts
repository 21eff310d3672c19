import { expect } from 'chai';
import { chanceToMeet, chanceWords } from '../../mutation/chance.ts';
import type { Hole, Watch } from '../../mutation/chance.ts';

describe('chanceToMeet()', () => {
  const cases: readonly { readonly name: string; readonly hole: Hole; readonly watch: Watch; readonly chance: number }[] = [
    { name: 'a hole that no dial can miss', hole: { windowMs: 50, periodMs: 1000 }, watch: { everyMs: 50, forMs: 1000 }, chance: 1 },
    { name: 'a hole longer than the pause between dials', hole: { windowMs: 500, periodMs: 1000 }, watch: { everyMs: 50, forMs: 5000 }, chance: 1 },
    { name: 'a hole that comes once', hole: { windowMs: 5, periodMs: 1000 }, watch: { everyMs: 50, forMs: 1999 }, chance: 0.1 },
    { name: 'a hole that comes twice', hole: { windowMs: 5, periodMs: 1000 }, watch: { everyMs: 50, forMs: 2000 }, chance: 0.19 },
    { name: 'a hole that comes too late', hole: { windowMs: 500, periodMs: 1000 }, watch: { everyMs: 50, forMs: 999 }, chance: 0 },
  ];
  for (const { name, hole, watch, chance } of cases) it(`of ${name}`, () => expect(chanceToMeet(hole, watch)).to.be.closeTo(chance, 1e-9));

  it('is told in words', () => expect(chanceWords({ windowMs: 5, periodMs: 60_000 }, 'long')).to.equal('a way that is dialled every 50 ms for 900 s meets it with 79 %'));
});
