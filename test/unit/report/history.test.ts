import { expect } from 'chai';
import { historyOf } from '../../../src/history/history.ts';
import { historyRenderers } from '../../../src/report/history.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { hostile, mixed, steering } from './reports.ts';
import { reports } from './formats/reports.ts';
import { leak, run, unsure } from '../history/runs.ts';

const bare = { paint: createPaint(false) };

describe('historyRenderers', () => {
  it('tell what is new and what is mended, and nothing of what is as it was', () => {
    const text = historyRenderers.table(historyOf([mixed(), reports['all that conforms']!(), mixed()]), bare);
    expect(text.split('\n\n')[1]?.split('\n').map((line) => line.split(' TCP')[0])).to.deep.equal([
      'Findings',
      '  flapping  leak  x.x  web -> cache',
      '  flapping  overblock  x.x  web -> dns',
      '  flapping  inconclusive  x.x  web -> queue',
      '  flapping  startup-exposure  x.x  web -> late',
      '  flapping  vacuous  x.x  web -> gone',
    ]);
    const same = historyRenderers.table(historyOf([mixed(), mixed()]), bare);
    expect(same).to.include('Findings: 5 unchanged.');
    expect(same).to.not.include('unchanged  ');
  });

  it('tell what another finding stands for now', () => {
    const text = historyRenderers.table(historyOf([run(unsure), run(leak)]), bare);
    expect(text).to.include('\n  replaced  inconclusive  inconclusive it is\n').and.to.include('\n  new  leak  leak it is\n');
  });

  it('give all of it to programs', () => {
    const history = historyOf([mixed(), mixed()]);
    expect(JSON.parse(historyRenderers.json(history))).to.deep.equal(JSON.parse(JSON.stringify(history)));
  });

  for (const render of Object.values(historyRenderers)) it('steer no terminal', () => expect(render(historyOf([{ ...mixed(), matrix: hostile().matrix }, hostile()]), bare)).to.not.match(steering));
});
