import { expect } from 'chai';
import { renderPrometheus } from '../../../src/report/formats/prometheus.ts';
import { renderServed, tellEnded } from '../../../src/report/served.ts';
import { hostile, mixed, steering } from './reports.ts';

describe('renderServed()', () => {
  it('counts runs from zero before any has ended', () => {
    const text = renderServed({ ended: {}, running: true });
    expect(text).to.include('netproof_runs_total{result="0"} 0\n').and.to.include('netproof_runs_total{result="failed"} 0\n').and.to.include('netproof_run_in_progress 1\n');
    expect(text).not.to.include('netproof_cells');
  });

  it('has the last result', () => {
    const text = renderServed({ ended: { 1: 2, failed: 1 }, running: false, last: renderPrometheus(mixed()) });
    expect(text).to.include('netproof_runs_total{result="1"} 2\n').and.to.include('netproof_runs_total{result="failed"} 1\n').and.to.include('netproof_last_run_exit_code{');
  });

  it('says what each metric is once, before its samples', () => {
    const names = renderServed({ ended: {}, running: false, last: renderPrometheus(mixed()) }).split('\n').flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []);
    expect(new Set(names).size).to.equal(names.length);
  });
});

describe('tellEnded()', () => {
  it('says when it began and how it came out', () => expect(tellEnded({ startedAt: '2027-01-15T08:00:00.000Z', headline: 'So it is.' }, { exitCode: 3, told: '\n1 new' })).to.equal('2027-01-15T08:00:00.000Z exit 3: So it is.\n1 new'));
  it('steers no terminal', () => expect(tellEnded(hostile(), { exitCode: 1, told: '' })).to.not.match(steering));
});
