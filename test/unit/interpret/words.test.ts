import { expect } from 'chai';
import { inMs, inSeconds } from '../../../src/interpret/words.ts';

describe('inMs() and inSeconds()', () => {
  const cases: readonly [ms: number, inMs: string, inSeconds: string][] = [
    [0, '0 ms', '0 s'],
    [999.6, '1 000 ms', '1 s'],
    [1234, '1 234 ms', '1.2 s'],
    [30_000, '30 000 ms', '30 s'],
    [1_234_567, '1 234 567 ms', '1234.6 s'],
  ];
  for (const [ms, short, long] of cases) it(`write ${ms} as ${short} and ${long}`, () => expect([inMs(ms), inSeconds(ms)]).to.deep.equal([short, long]));
});
