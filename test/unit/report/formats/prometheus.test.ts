import { expect } from 'chai';
import { renderPrometheus } from '../../../../src/report/formats/prometheus.ts';
import { hostile, mixed, steering } from '../reports.ts';
import { reports } from './reports.ts';

const sample = /^(?<name>[a-z_]+)(?:\{(?<labels>(?:[a-z_]+="(?:[^"\\\n]|\\[\\"n])*",?)*)\})? (?<value>-?\d+(?:\.\d+)?)$/;

describe('renderPrometheus()', () => {
  it('counts the cells of each pair by what came of them', () => {
    const lines = renderPrometheus(mixed()).split('\n');
    expect(lines.filter((line) => line.startsWith('netproof_cells{') && !line.endsWith(' 0'))).to.deep.equal([
      'netproof_cells{matrix="test",source="web",target="redis",status="conforms"} 1',
      'netproof_cells{matrix="test",source="web",target="db",status="conforms"} 1',
      'netproof_cells{matrix="test",source="web",target="cache",status="leak"} 1',
      'netproof_cells{matrix="test",source="web",target="dns",status="overblock"} 1',
      'netproof_cells{matrix="test",source="web",target="queue",status="inconclusive"} 1',
      'netproof_cells{matrix="test",source="web",target="gone",status="vacuous"} 1',
      'netproof_cells{matrix="test",source="web",target="late",status="conforms"} 1',
    ]);
    expect(lines).to.include('netproof_last_run_exit_code{matrix="test"} 1').and.include('netproof_findings{matrix="test",kind="leak"} 1').and.include('netproof_last_run_timestamp_seconds{matrix="test"} 1800000000');
  });

  for (const [name, report] of Object.entries(reports)) {
    it(`is the text format, with no series twice, and nothing of this run in a label: ${name}`, () => {
      const lines = renderPrometheus(report()).trimEnd().split('\n');
      const samples = lines.filter((line) => !line.startsWith('#'));
      for (const line of samples) expect(line).to.match(sample);
      const series = samples.map((line) => line.slice(0, line.lastIndexOf(' ')));
      expect(new Set(series).size).to.equal(series.length);
      expect(series.join('\n')).to.not.match(/10\.0\.|np-|r1/);
      const names = [...new Set(samples.map((line) => sample.exec(line)?.groups?.['name']))];
      expect(lines.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ')[2])).to.deep.equal(names);
    });
  }

  it('steers no terminal', () => expect(renderPrometheus(hostile())).to.not.match(steering));

  for (const [enforces, line] of [[true, 'netproof_canary_enforces{matrix="test"} 1'], [false, 'netproof_canary_enforces{matrix="test"} 0'], [undefined, undefined]] as const) {
    it(`says of the canary: ${line ?? 'nothing where it could not be judged'}`, () => {
      const name = enforces === undefined ? 'a canary that cannot be judged' : enforces ? 'a canary that holds' : 'a canary that leaks';
      expect(renderPrometheus(reports[name]!()).split('\n').find((each) => each.startsWith('netproof_canary_enforces'))).to.equal(line);
    });
  }
});
