import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { pino } from 'pino';
import { openSince } from '../../../src/cli/since.ts';
import type { SinceArguments } from '../../../src/cli/since.ts';
import type { Connection } from '../../../src/cluster/connection.ts';
import { NetproofError } from '../../../src/errors.ts';
import { keyFor } from '../../../src/history/archive.ts';
import type { RunReport } from '../../../src/model/report.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { rejection } from '../../support/rejection.ts';
import { fine, leak, run } from '../history/runs.ts';
import { steering } from '../report/reports.ts';

const api = {} as Connection;
const nothing: SinceArguments = { baseline: undefined, history: undefined, keep: 10 };
const fileOf = (report: RunReport): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'netproof-since-')), 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
};
const folder = (): string => mkdtempSync(join(tmpdir(), 'netproof-since-'));
const folderOf = (report: RunReport): string => {
  const history = folder();
  writeFileSync(join(history, keyFor({ ...report, run: 'a' })), JSON.stringify(report));
  return history;
};

/** Opens, concludes, and gives all that was told. */
const conclude = async (args: Partial<SinceArguments>, report: RunReport) => {
  const notes: string[] = [];
  const since = await openSince({ ...nothing, ...args }, api, { note: (text) => void notes.push(text), log: pino({ level: 'silent' }), paint: createPaint(false) });
  return { ...(await since.conclude(report)), notes };
};
const leaking = (about: Partial<RunReport> = {}): RunReport => run(leak, { exitCode: 1, counts: { ...run(leak).counts, inconclusive: 0 }, ...about });

describe('openSince()', () => {
  it('changes nothing where nothing is asked', async () => expect(await conclude({}, leaking())).to.deep.equal({ told: '', exitCode: 1, notes: [] }));

  it('excuses what the baseline has, and says what has changed', async () => {
    const { told, exitCode } = await conclude({ baseline: [fileOf(leaking())] }, leaking());
    expect(told).to.include('1 unchanged');
    expect(exitCode).to.equal(0);
  });

  it('excuses nothing by a baseline of another matrix, and says so', async () => {
    const { exitCode, notes } = await conclude({ baseline: [fileOf(leaking({ matrix: 'other' }))] }, leaking());
    expect(exitCode).to.equal(1);
    expect(notes.join()).to.include('nothing is known of matrix');
  });

  it('keeps reports, and tells from the second on what has changed; the exit code stays', async () => {
    const history = folder();
    expect((await conclude({ history }, run(fine, { startedAt: '2026-11-21T03:17:00.000Z', exitCode: 0 }))).told).to.equal('');
    const { told, exitCode } = await conclude({ history }, leaking({ startedAt: '2026-11-22T03:17:00.000Z' }));
    expect(told).to.include('1 new').and.to.include('2026-11-21T03:17:00.000Z');
    expect(exitCode).to.equal(1);
    expect(readdirSync(history)).to.have.length(2);
  });

  const strayed: readonly [place: string, of: (report: RunReport) => Partial<SinceArguments>, told: string][] = [
    ['a report that is kept', (report) => ({ history: folderOf(report) }), ''],
    ['a baseline', (report) => ({ baseline: [fileOf(report)] }), ''],
  ];
  for (const [place, of, expected] of strayed) {
    it(`compares nothing with ${place} of a clock that was ahead, and says so`, async () => {
      const { told, exitCode, notes } = await conclude(of(leaking({ startedAt: '2099-01-01T00:00:00.000Z', run: 'early\u001b' })), leaking());
      expect([told, exitCode]).to.deep.equal([expected, 1]);
      expect(notes[0]).to.match(/^left out of the comparison: run "early\\u001b" is dated 2099-01-01T00:00:00.000Z, after this one/);
    });
  }

  it('reads what is kept in the order in which it began, whatever it is called', async () => {
    const history = folder();
    for (const [name, day] of [['1', '20'], ['2', '19']] as const) writeFileSync(join(history, `2026110${name}T031700.000Z-a.json`), JSON.stringify(leaking({ startedAt: `2026-01-${day}T00:00:00.000Z` })));
    expect((await conclude({ history }, leaking())).told).to.match(/2026-01-19[^]*2026-01-20[^]*1 unchanged/);
  });

  it('does not keep a run that broke off', async () => {
    const history = folder();
    await conclude({ history }, leaking({ brokeOff: 'interrupted', exitCode: 130 }));
    expect(readdirSync(history)).to.deep.equal([]);
  });

  const spoilt: readonly [name: string, text: string, why: string][] = [
    ['is no JSON', 'spoilt', 'it is not JSON'],
    ['would steer a terminal', JSON.stringify(leaking({ phases: { '\u001b[2Jplan': 'long' as unknown as number } })), 'phases.\\u001b[2Jplan'],
  ];
  for (const [name, text, why] of spoilt) {
    it(`leaves out what it cannot read, and says so: what ${name}`, async () => {
      const history = folder();
      writeFileSync(join(history, '20261121T031700.000Z-a.json'), text);
      const { told, notes } = await conclude({ history }, leaking());
      expect(told).to.equal('');
      expect(notes.join()).to.include('left out of the history').and.to.include('20261121T031700.000Z-a.json').and.to.include(why).and.not.to.match(steering);
    });
  }

  it('loses no verdict where the report cannot be kept', async () => {
    const history = folder();
    const since = await openSince({ ...nothing, history }, api, { note: () => undefined, log: pino({ level: 'silent' }), paint: createPaint(false) });
    rmSync(history, { recursive: true });
    expect((await since.conclude(leaking())).exitCode).to.equal(1);
  });

  it('takes baselines of several matrices in whatever order', async () => {
    const baseline = [fileOf(leaking()), fileOf(leaking({ matrix: 'other', startedAt: '2020-01-01T00:00:00Z' }))];
    expect((await conclude({ baseline }, leaking())).exitCode).to.equal(0);
  });

  const refused: readonly [name: string, args: Partial<SinceArguments>, why: string][] = [
    ['both together', { baseline: ['a'], history: 'b' }, '--baseline and --history do not go together'],
    ['to keep none', { keep: 0 }, '--keep must be a whole number from 1 to 100, and is 0'],
    ['a ConfigMap without a name', { history: 'configmap/netproof' }, 'Cannot read --history "configmap/netproof"'],
    ['a baseline that is not there', { baseline: ['/nowhere/a.json'] }, 'Cannot read "/nowhere/a.json"'],
    ['baselines that are not in order', { baseline: [fileOf(run(fine, { startedAt: '2026-11-22T03:17:00Z' })), fileOf(run(fine, { startedAt: '2026-11-21T03:17:00Z' }))] }, 'name the oldest first'],
    ['a folder that is not there', { history: '/nowhere' }, 'Cannot read the history in "/nowhere"'],
  ];
  for (const [name, args, why] of refused) {
    it(`refuses ${name}, before any packet`, async () => expect(await rejection(conclude(args, run(fine)))).to.be.instanceOf(NetproofError).with.property('message').that.includes(why));
  }
});
