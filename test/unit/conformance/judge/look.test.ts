import { expect } from 'chai';
import { isSettled, lookAt, standsSince } from '../../../../src/conformance/judge/look.ts';
import type { CellLook } from '../../../../src/conformance/judge/look.ts';
import { sightsOf } from './sights.ts';

const looks: readonly { readonly seen: string; readonly must?: 'allow' | 'deny'; readonly look: Omit<CellLook, 'expected' | 'of' | 'last'> }[] = [
  { seen: '', look: { right: 0, wrong: 0, relapses: 0 } },
  { seen: '---', look: { right: 3, wrong: 0, relapses: 0 } },
  { seen: '++-', look: { right: 1, wrong: 2, lastWrongMs: 100, lastAmissMs: 100, relapses: 0 } },
  { seen: '+-+', look: { right: 1, wrong: 2, lastWrongMs: 200, lastAmissMs: 200, relapses: 0 } },
  { seen: '--+--+', look: { right: 4, wrong: 2, lastWrongMs: 500, lastAmissMs: 500, relapses: 2 } },
  { seen: '--++', look: { right: 2, wrong: 2, lastWrongMs: 300, lastAmissMs: 300, relapses: 1 } },
  { seen: '??', look: { right: 0, wrong: 0, lastAmissMs: 100, relapses: 0 } },
  { seen: '--?--?', look: { right: 4, wrong: 0, lastAmissMs: 500, relapses: 0 } },
  { seen: '-?-+', look: { right: 2, wrong: 1, lastWrongMs: 300, lastAmissMs: 300, relapses: 1 } },
  { seen: '++-', must: 'allow', look: { right: 2, wrong: 1, lastWrongMs: 200, lastAmissMs: 200, relapses: 1 } },
  { seen: '++?', must: 'allow', look: { right: 2, wrong: 0, lastAmissMs: 200, relapses: 0 } },
];

describe('lookAt()', () => {
  for (const { seen, must = 'deny', look } of looks) {
    it(`${must}, seen "${seen}"`, () => {
      const sights = sightsOf(seen);
      const last = sights.at(-1);
      expect(lookAt(must, sights)).to.deep.equal({ expected: must, of: seen.length, ...look, ...(last === undefined ? {} : { last }) });
    });
  }
});

describe('standsSince()', () => {
  const since: readonly { readonly name: string; readonly seen: readonly string[]; readonly ms: number }[] = [
    { name: 'the step, where nothing was wrong', seen: ['--', '---'], ms: 50 },
    { name: 'the last wrong attempt of any cell', seen: ['+---', '++--'], ms: 100 },
    { name: 'the last that showed nothing', seen: ['+---', '--?-'], ms: 200 },
    { name: 'the step, where nothing was seen', seen: ['', ''], ms: 50 },
  ];
  for (const { name, seen, ms } of since) it(name, () => expect(standsSince(seen.map((text) => lookAt('deny', sightsOf(text))), 50)).to.equal(ms));
});

describe('isSettled()', () => {
  const settling = { denies: 2, denyMs: 350, allows: 1 };
  const settled: readonly { readonly must: 'allow' | 'deny'; readonly right: string; readonly everyMs: number; readonly is: boolean }[] = [
    { must: 'allow', right: '', everyMs: 100, is: false },
    { must: 'allow', right: '+', everyMs: 100, is: true },
    { must: 'deny', right: '', everyMs: 100, is: false },
    { must: 'deny', right: '-', everyMs: 400, is: false },
    { must: 'deny', right: '--', everyMs: 400, is: true },
    { must: 'deny', right: '--', everyMs: 349, is: false },
    { must: 'deny', right: '---', everyMs: 175, is: true },
  ];
  for (const { must, right, everyMs, is } of settled) {
    it(`${must} is ${is ? 'settled' : 'not settled'} by "${right}" every ${everyMs} ms`, () => expect(isSettled(must, sightsOf(right, 0, everyMs), settling)).to.equal(is));
  }
});
