import { expect } from 'chai';
import { compare } from '../../../src/compare/compare.ts';
import type { FailOptions } from '../../../src/compare/failing.ts';
import { findingKinds } from '../../../src/model/report.ts';
import type { FindingKind } from '../../../src/model/report.ts';
import { checksOf, has } from '../../../src/report/formats/checks.ts';
import { recordingOf } from '../../support/recording.ts';
import type { CellScript } from '../../support/recording.ts';

const held: CellScript = { target: 'held', seen: [['timed-out', 0, 4000]] };
const leak: CellScript = { target: 'leak', seen: [['echo', 0, 4000]] };
const overblock: CellScript = { target: 'over', intent: 'allow', seen: [['timed-out', 0, 4000]] };
/** Who reaches nothing at all may have no network. */
const granted: CellScript = { target: 'granted', intent: 'allow', seen: [['echo', 0, 4000]] };
const unknown: CellScript = { target: 'unknown', seen: [] };
const late: CellScript = { target: 'late', seen: [['echo', 0, 500], ['timed-out', 500, 4000]] };
const gone: CellScript = { target: 'gone', seen: [['timed-out', 0, 4000]], liveness: 'reached-only', path: 'direct', node: null, controlDials: true };

const usual: FailOptions = { strict: false };
const on = (...failOn: FindingKind[]): FailOptions => ({ strict: false, failOn });
const lenient: FailOptions = { strict: false, allowInconclusive: true };

interface Case {
  readonly name: string;
  readonly cells: readonly CellScript[];
  readonly options: FailOptions;
  readonly code: number;
  readonly told?: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'a leak, where only overblocks fail a run', cells: [held, leak], options: on('overblock'), code: 0, told: ['1 leak finding does not fail this run: --fail-on overblock was given'] },
  { name: 'leaks, where nothing fails a run', cells: [held, leak, { ...leak, target: 'other' }], options: on(), code: 0, told: ['2 leak findings do not fail this run: --fail-on none was given'] },
  { name: 'an overblock, where only leaks fail a run', cells: [held, granted, overblock], options: on('leak'), code: 0, told: ['1 overblock finding does not fail this run: --fail-on leak was given'] },
  { name: 'a leak and an overblock, where only leaks fail a run', cells: [leak, overblock], options: on('leak'), code: 1, told: ['1 overblock finding does not fail this run: --fail-on leak was given'] },
  { name: 'an unknown, where only leaks fail a run: nobody named it', cells: [held, unknown], options: on('leak'), code: 3 },
  { name: 'an unknown, where nothing fails a run: nobody named it', cells: [held, unknown], options: on(), code: 3 },
  { name: 'an unknown that fails a run', cells: [held, unknown], options: on('inconclusive'), code: 1 },
  { name: 'an unknown that is allowed', cells: [held, unknown], options: lenient, code: 0, told: ['1 inconclusive finding does not fail this run: --allow-inconclusive was given'] },
  { name: 'an unknown that is allowed, beside a leak', cells: [held, unknown, leak], options: lenient, code: 1, told: ['1 inconclusive finding does not fail this run: --allow-inconclusive was given'] },
  { name: 'nothing but unknowns, though they are allowed', cells: [unknown], options: lenient, code: 3, told: ['1 inconclusive finding does not fail this run: --allow-inconclusive was given'] },
  { name: 'a vacuous deny that fails a run', cells: [held, gone], options: on('vacuous'), code: 1 },
  { name: 'nothing but vacuous denies, which nobody named', cells: [gone], options: on(), code: 3 },
  { name: 'an exposure', cells: [held, late], options: usual, code: 0 },
  { name: 'an exposure that fails a run by name', cells: [held, late], options: on('startup-exposure'), code: 1 },
  { name: 'an exposure that fails a run by --strict beside names', cells: [held, late], options: { strict: true, failOn: ['leak'] }, code: 1 },
];

describe('what fails a run', () => {
  for (const { name, cells, options, code, told = [] } of cases) {
    it(`gives ${code}, and says so, for ${name}`, () => {
      const report = compare(recordingOf({ cells, reach: [['timed-out', 0, 4000]] }), options);
      expect(report.exitCode).to.equal(code);
      expect(report.remarks.filter((remark) => remark.includes('fail this run'))).to.deep.equal(told);
    });

    it(`lets tests fail exactly where the exit code is not 0, for ${name}`, () => {
      const report = compare(recordingOf({ cells, reach: [['timed-out', 0, 4000]] }), options);
      expect(has(checksOf(report), 'fail', 'error')).to.equal(code !== 0);
      expect(has(checksOf(report), 'fail')).to.equal(code === 1);
    });
  }

  it('never gives 0 for what could not be judged, whatever kinds are named, unless that is allowed by name', () => {
    for (const kind of findingKinds) expect(compare(recordingOf({ cells: [held, unknown], reach: [['timed-out', 0, 4000]] }), on(kind)).exitCode, kind).not.to.equal(0);
  });

  it('names the flag by which an exposure fails', () => {
    const recording = recordingOf({ cells: [held, late], reach: [['timed-out', 0, 4000]] });
    expect(compare(recording, on('startup-exposure')).headline).to.include('with --fail-on startup-exposure that is a failure');
    expect(compare(recording, { strict: true }).headline).to.include('with --strict that is a failure');
  });
});
