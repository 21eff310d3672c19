import { expect } from 'chai';
import { renderServed } from '../../../src/report/served.ts';
import { mixed } from './reports.ts';

describe('renderServed()', () => {
  it('counts runs from zero before any has ended', () => {
    const text = renderServed({ ended: {}, running: true });
    expect(text).to.include('netproof_runs_total{result="0"} 0\n').and.to.include('netproof_runs_total{result="failed"} 0\n').and.to.include('netproof_run_in_progress 1\n');
    expect(text).not.to.include('netproof_cells');
  });

  it('has the last result', () => {
    const text = renderServed({ ended: { 1: 2, failed: 1 }, running: false, last: mixed() });
    expect(text).to.include('netproof_runs_total{result="1"} 2\n').and.to.include('netproof_runs_total{result="failed"} 1\n').and.to.include('netproof_last_run_exit_code{');
  });

  it('says what each metric is once, before its samples', () => {
    const names = renderServed({ ended: {}, running: false, last: mixed() }).split('\n').flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []);
    expect(new Set(names).size).to.equal(names.length);
  });
});
