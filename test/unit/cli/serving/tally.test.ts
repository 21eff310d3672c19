import { expect } from 'chai';
import { createTally } from '../../../../src/cli/serving/tally.ts';
import type { ExitCode } from '../../../../src/model/report.ts';
import { mixed } from '../../report/reports.ts';

const line = (text: string, name: string): string | undefined => text.split('\n').find((each) => each.startsWith(name));

describe('createTally()', () => {
  for (const exitCode of [0, 1, 3] as const satisfies readonly ExitCode[]) {
    it(`counts a run by the code that its metrics have: ${exitCode}`, () => {
      const tally = createTally();
      tally.ended({ ...mixed(), exitCode });
      expect(line(tally.metrics(false), `netproof_runs_total{result="${exitCode}"}`)).to.match(/ 1$/);
      expect(line(tally.metrics(false), 'netproof_last_run_exit_code')).to.match(new RegExp(` ${exitCode}$`));
    });
  }

  it('keeps the last report where a run has failed', () => {
    const tally = createTally();
    expect(tally.hasReport()).to.equal(false);
    tally.failed();
    expect([tally.hasReport(), line(tally.metrics(true), 'netproof_runs_total{result="failed"}')]).to.deep.equal([false, 'netproof_runs_total{result="failed"} 1']);
    tally.ended(mixed());
    tally.failed();
    expect([tally.hasReport(), line(tally.metrics(false), 'netproof_last_run_exit_code')]).to.deep.equal([true, 'netproof_last_run_exit_code{matrix="test"} 1']);
  });

  it('draws a report once, however often it is asked', () => {
    let asked = 0;
    const report = mixed();
    const tally = createTally();
    const counting = Object.defineProperty({ ...report }, 'cells', { get: () => ((asked += 1), report.cells) });
    tally.ended(counting);
    const drawn = asked;
    for (const running of [true, false, true]) tally.metrics(running);
    expect([drawn > 0, asked]).to.deep.equal([true, drawn]);
  });
});
