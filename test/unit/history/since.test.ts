import { expect } from 'chai';
import { exitCodeSince, historySince } from '../../../src/history/since.ts';
import type { Counts, RunReport } from '../../../src/model/report.ts';
import { allowOn, canary, denyOn, exposedOn, fine, leak, run, unsure } from './runs.ts';

const none: Counts = { cells: 1, conforms: 1, leak: 0, overblock: 0, inconclusive: 0, vacuous: 0, policyMismatch: 0, startupExposure: 0, skipped: 0 };
const failed = { exitCode: 1, counts: none } as const;
const exposure = { kind: 'startup-exposure' } as const;
const leaks = canary(false);

const strict = { ...failed, strict: true } as const;
const open = denyOn('a', 'open');

const cases: readonly { readonly name: string; readonly first: RunReport; readonly now: RunReport; readonly exitCode: number }[] = [
  { name: 'a leak that is known', first: run(leak), now: run(leak, failed), exitCode: 0 },
  { name: 'a leak that is new', first: run(fine), now: run(leak, failed), exitCode: 1 },
  { name: 'a known leak in a run that broke off', first: run(leak), now: run(leak, { ...failed, brokeOff: 'x' }), exitCode: 3 },
  { name: 'a known leak beside what could not be judged', first: run(leak), now: run(leak, { ...failed, counts: { ...none, inconclusive: 1 } }), exitCode: 3 },
  { name: 'a known leak beside what may be inconclusive', first: run(leak), now: run(leak, { ...failed, counts: { ...none, inconclusive: 1 }, allowInconclusive: true }), exitCode: 0 },
  { name: 'what could not be judged, now as before', first: run(unsure), now: run(unsure, { exitCode: 3 }), exitCode: 3 },
  { name: 'an interrupted run', first: run(leak), now: run(leak, { exitCode: 130 }), exitCode: 130 },
  { name: 'a run without fault', first: run(leak), now: run(fine, { exitCode: 0 }), exitCode: 0 },
  { name: 'a new exposure, which fails a strict run', first: run(fine), now: run(exposure, { ...failed, strict: true }), exitCode: 1 },
  { name: 'a known exposure in a strict run', first: run(exposure), now: run(exposure, { ...failed, strict: true }), exitCode: 0 },
  { name: 'a new finding that does not fail the run, beside a known one that does', first: run(leak), now: { ...run(leak, failed), findings: [...run(leak).findings, ...run(exposure).findings] }, exitCode: 0 },
  { name: 'a canary that leaks as before', first: run(fine, leaks), now: run(fine, { ...failed, ...leaks }), exitCode: 0 },
  { name: 'a canary that leaks on the same node', first: run(fine, canary(false, [denyOn('a', 'open')])), now: run(fine, { ...failed, ...canary(false, [denyOn('a', 'open')]) }), exitCode: 0 },
  { name: 'a canary that leaks on another node', first: run(fine, canary(false, [denyOn('a', 'open')])), now: run(fine, { ...failed, ...canary(false, [denyOn('b', 'open')]) }), exitCode: 1 },
  { name: 'a known leak where nothing conforms, and inconclusive may be', first: run(leak), now: run(leak, { ...failed, counts: { ...none, conforms: 0, inconclusive: 1 }, allowInconclusive: true }), exitCode: 3 },
  { name: 'a canary that leaks, and did not', first: run(fine, canary(true)), now: run(fine, { ...failed, ...leaks }), exitCode: 1 },
  { name: 'a canary that leaks where allows are open', first: run(fine, canary(false, [open, allowOn('a', 'open')])), now: run(fine, { ...failed, ...canary(false, [open, allowOn('a', 'open')]) }), exitCode: 0 },
  { name: 'a canary that leaks as before, and closes what policy allows', first: run(fine, canary(false, [open])), now: run(fine, { ...failed, ...canary(false, [open, allowOn('a', 'closed')]) }), exitCode: 1 },
  { name: 'a canary that leaks as before, and of another node nothing is known any more', first: run(fine, canary(false, [open, denyOn('b', 'closed')])), now: run(fine, { ...failed, ...canary(false, [open, denyOn('b', 'unknown')]) }), exitCode: 3 },
  { name: 'a canary that leaks as before, and of another node nothing was known either', first: run(fine, canary(false, [open, denyOn('b', 'unknown')])), now: run(fine, { ...failed, ...canary(false, [open, denyOn('b', 'unknown')]) }), exitCode: 3 },
  { name: 'a canary that leaks as before, and lets through now and then what policy allows', first: run(fine, canary(false, [open])), now: run(fine, { ...failed, ...canary(false, [open, allowOn('b', 'now-and-then')]) }), exitCode: 3 },
  { name: 'a canary that leaks as before, and of which enough is known else', first: run(fine, canary(false, [open])), now: run(fine, { ...failed, ...canary(false, [open, denyOn('b', 'closed'), { ...denyOn('b', 'unknown'), partner: 'c' }]) }), exitCode: 0 },
  { name: 'a known leak beside a canary that cannot be judged', first: run(leak), now: run(leak, { ...failed, ...canary(undefined) }), exitCode: 3 },
  { name: 'a canary with a known exposure, strictly', first: run(fine, { ...canary(true, [exposedOn('a')]), strict: true }), now: run(fine, { ...strict, ...canary(true, [exposedOn('a')]) }), exitCode: 0 },
  { name: 'a canary with an exposure that was no fault before', first: run(fine, canary(true, [exposedOn('a')])), now: run(fine, { ...strict, ...canary(true, [exposedOn('a')]) }), exitCode: 0 },
  { name: 'a canary with an exposure elsewhere, strictly', first: run(fine, { ...canary(true, [exposedOn('a')]), strict: true }), now: run(fine, { ...strict, ...canary(true, [exposedOn('b')]) }), exitCode: 1 },
  { name: 'a canary that leaks as before, with an exposure elsewhere', first: run(fine, canary(false, [open])), now: run(fine, { ...failed, ...canary(false, [open, exposedOn('b')]) }), exitCode: 0 },
  { name: 'a canary that leaks as before, with an exposure elsewhere, strictly', first: run(fine, canary(false, [open])), now: run(fine, { ...strict, ...canary(false, [open, exposedOn('b')]) }), exitCode: 1 },
  { name: 'a canary with an exposure where it leaked, strictly', first: run(fine, canary(false, [open])), now: run(fine, { ...strict, ...canary(true, [exposedOn('a')]) }), exitCode: 0 },
  { name: 'a canary that leaks where there was an exposure, strictly', first: run(fine, { ...canary(true, [exposedOn('a')]), strict: true }), now: run(fine, { ...strict, ...canary(false, [open]) }), exitCode: 1 },
  { name: 'a canary that leaks, and was not asked', first: run(fine), now: run(fine, { ...failed, ...leaks }), exitCode: 1 },
];

describe('exitCodeSince()', () => {
  for (const { name, first, now, exitCode } of cases) {
    it(`is ${exitCode} for ${name}`, () => {
      const history = historySince([first], now, 'oldest');
      expect(history && exitCodeSince(now, first, history)).to.equal(exitCode);
    });
  }
});

describe('historySince()', () => {
  it('is none where nothing came before', () => expect(historySince([], run(fine), 'oldest')).to.equal(undefined));
  it('leaves out runs of other matrices', () => expect(historySince([run(leak, { matrix: 'other' })], run(fine), 'oldest')).to.equal(undefined));
  it('leaves out what is dated after the run', () => expect(historySince([run(fine, { run: 'a' }), run(leak, { startedAt: '2099-01-01T00:00:00Z' })], run(fine), 'newest')?.runs.map(({ run: name }) => name)).to.have.length(2).and.to.include('a'));
  it('takes all that came before', () => expect(historySince([run(fine), run(leak)], run(fine), 'oldest')?.runs).to.have.length(3));
  it('holds a run against the oldest, or against the one before it', () => {
    expect((['oldest', 'newest'] as const).map((against) => historySince([run(fine), run(leak)], run(leak), against)?.findings.map(({ change }) => change))).to.deep.equal([['new'], ['unchanged']]);
  });
});
