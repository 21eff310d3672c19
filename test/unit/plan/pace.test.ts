import { expect } from 'chai';
import { gapMs } from '../../../src/interpret/windows.ts';
import { steadyPace, decoyPace, fastPace, gentlePace, reachPace, resolvePace, sparsePace } from '../../../src/plan/pace.ts';

/** When each attempt starts, the first at 0. */
const startsOf = (pausesMs: readonly number[]): number[] => pausesMs.reduce<number[]>((starts, pause) => [...starts, (starts.at(-1) ?? 0) + pause], [0]);

const holds = [0, 60_000, 3_600_000];
const budgets = [4, 5, 6, 7, 8, 9, 10];

describe('gentlePace()', () => {
  for (const holdMs of holds) {
    for (const budget of budgets) {
      it(`spends a budget of ${budget} where the run holds for ${holdMs / 1000} s, never closer than 500 ms`, () => {
        const { pausesMs, repeat } = gentlePace(budget, holdMs);
        const starts = startsOf(pausesMs);
        expect(repeat).to.equal(false);
        expect(starts).to.have.lengthOf(budget);
        expect(Math.min(...pausesMs)).to.be.at.least(500);
        expect(pausesMs.every(Number.isInteger)).to.equal(true);
        expect(starts.slice(0, 3)).to.deep.equal(budget < 8 ? [0, 1000, 2000] : [0, 500, 1000]);
        const late = starts.filter((start) => start >= 10_095 + holdMs);
        expect(late).to.have.lengthOf(budget < 8 ? 1 : 3);
        expect(late[0]).to.be.closeTo(10_100 + holdMs, 5);
      });
    }
  }

  it('makes five where two dials share ten, of which three meet whoever comes two seconds late', () => {
    expect(startsOf(gentlePace(5, 0).pausesMs)).to.deep.equal([0, 1000, 2000, 4867, 10_100]);
  });

  it('makes ten attempts whose pauses grow', () => {
    expect(startsOf(gentlePace(10, 0).pausesMs)).to.deep.equal([0, 500, 1000, 1940, 3320, 5140, 7400, 10100, 10600, 11100]);
    expect(startsOf(gentlePace(10, 60_000).pausesMs)).to.deep.equal([0, 500, 1000, 5940, 15320, 29140, 47400, 70100, 70600, 71100]);
  });
});

describe('reachPace()', () => {
  for (const holdMs of holds) {
    for (const budget of budgets) {
      it(`spreads a budget of ${budget} evenly where the run holds for ${holdMs / 1000} s, with no pause that evidence would take for a gap`, () => {
        const { pausesMs, repeat } = reachPace(budget, holdMs);
        expect([pausesMs.length + 1, repeat]).to.deep.equal([budget, false]);
        expect(new Set(pausesMs).size).to.equal(1);
        expect((pausesMs[0] ?? 0) - holdMs / (budget - 1)).to.be.within(500, 6001);
        expect(startsOf(pausesMs).at(-1)).to.be.at.least(12_000 + holdMs - budget);
      });
    }
  }
});

describe('the other paces', () => {
  it('dial ours 20 times a second, for as long as anybody watches', () => expect(fastPace).to.deep.equal({ pausesMs: [50], repeat: true }));
  it('never end the controls', () => expect(steadyPace).to.deep.equal({ pausesMs: [200], repeat: true }));
  it('settle in little more than a second where many are dialled, and then leave no gap in what is seen', () => {
    expect([startsOf(sparsePace.pausesMs), sparsePace.repeat]).to.deep.equal([[0, 350, 700, 1050, 2550], true]);
    expect(sparsePace.pausesMs.at(-1)).to.be.below(gapMs);
  });
  it('try a decoy three times', () => expect(decoyPace).to.deep.equal({ pausesMs: [500, 500], repeat: false }));
  it('resolve a name ten times in two seconds', () => {
    expect(startsOf(resolvePace.pausesMs)).to.deep.equal([0, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800]);
    expect(resolvePace.repeat).to.equal(false);
  });
});
