import { expect } from 'chai';
import { overlaps, seenDuring } from '../../../src/interpret/windows.ts';
import type { Window } from '../../../src/interpret/windows.ts';

const window = (fromMs: number, toMs: number): Window => ({ fromMs, toMs });

describe('overlaps()', () => {
  const cases: readonly [name: string, a: Window, b: Window, tolerance: number, answer: boolean][] = [
    ['one within the other', window(0, 100), window(10, 20), 0, true],
    ['the same moment', window(5, 5), window(5, 5), 0, true],
    ['one after the other', window(0, 100), window(101, 200), 0, false],
    ['a second apart', window(0, 100), window(1100, 1200), 1000, true],
    ['more than a second apart', window(0, 100), window(1101, 1200), 1000, false],
  ];
  for (const [name, a, b, tolerance, answer] of cases) {
    it(`${answer ? 'holds' : 'does not hold'} for ${name}`, () => {
      expect([overlaps(a, b, tolerance), overlaps(b, a, tolerance)]).to.deep.equal([answer, answer]);
    });
  }
});

describe('seenDuring()', () => {
  const at = (...moments: number[]): Window[] => moments.map((ms) => window(ms, ms));
  const cases: readonly [name: string, sightings: readonly Window[], parts: readonly Window[]][] = [
    ['nothing was seen', [], []],
    ['all lies before it', at(-751), []],
    ['all lies after it', at(5751), []],
    ['one sighting at its start', at(0), [window(0, 750)]],
    ['one sighting before it, within tolerance', at(-500), [window(0, 250)]],
    ['one every second', at(0, 1000, 2000, 3000, 4000, 5000), [window(0, 5000)]],
    ['one every second, in any order', at(4000, 1000, 0, 3000, 5000, 2000), [window(0, 5000)]],
    ['a gap of two seconds', at(0, 2000, 4000), [window(0, 4750)]],
    ['a longer gap', at(0, 2001, 4000), [window(0, 750), window(1251, 4750)]],
    ['all ends early', at(0, 1000, 2000), [window(0, 2750)]],
    ['it began late', at(3500, 4500), [window(2750, 5000)]],
    ['a span covers it', [window(-10, 6000)], [window(0, 5000)]],
  ];
  for (const [name, sightings, parts] of cases) {
    it(`gives ${parts.map(({ fromMs, toMs }) => `${fromMs} to ${toMs}`).join(' and ') || 'nothing'} where ${name}`, () => {
      expect(seenDuring(sightings, [window(0, 5000)])).to.deep.equal(parts);
    });
  }

  it('speaks for no time at which it is known to be otherwise', () => {
    const cut = (fromMs: number, missedBeforeMs: number, missedAfterMs: number) => ({ ...window(fromMs, fromMs), missedBeforeMs, missedAfterMs });
    expect(seenDuring([cut(1000, 900, 1200)], [window(0, 5000)])).to.deep.equal([window(900, 1200)]);
    expect(seenDuring([cut(1000, 0, 1500), cut(2000, 1500, 2100)], [window(0, 5000)]), 'a loss in between').to.deep.equal([window(250, 2100)]);
    expect(seenDuring([{ ...window(0, 3000), missedAfterMs: 3100 }, cut(1000, 900, 1200)], [window(0, 5000)]), 'one within another').to.deep.equal([window(0, 3100)]);
  });

  it('looks at each window by itself', () => {
    expect(seenDuring(at(0, 1000), [window(0, 500), window(900, 5000), window(3000, 4000)])).to.deep.equal([window(0, 500), window(900, 1750)]);
  });
});
