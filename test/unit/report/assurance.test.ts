import { expect } from 'chai';
import type { Assurance, NotCovered } from '../../../src/model/assurance.ts';
import { tellAssurance } from '../../../src/report/assurance.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { describePlan } from '../../../src/report/plan.ts';
import { parseRecording } from '../../../src/report/saved/recording.ts';
import { renderTable } from '../../../src/report/table.ts';
import { compare } from '../../../src/compare/compare.ts';
import { recordingOf } from '../../support/recording.ts';
import { aSnapshot } from '../../support/snapshot.ts';

const assurance = (notCovered: readonly NotCovered[] = []): Assurance => ({ cells: 41, pods: 9, models: { caught: 23, of: 24 }, places: { caught: 312, of: 318 }, notCovered });
const sums = '41 cells, 9 pods; would catch 23 of 24 fault models at 312 of 318 places';
const missed = (model: string, places: number, because: string): NotCovered => ({ model, places: Array.from({ length: places }, (_, at) => `shop/p${at + 1}`), because });

describe('tellAssurance()', () => {
  const cases: readonly [name: string, notCovered: readonly NotCovered[], told: string][] = [
    ['the sums alone where all is covered', [], sums],
    ['what is not covered, and why', [missed('FM-EXCEPT:a', 2, 'nobody answers')], `${sums}; not covered: FM-EXCEPT:a at shop/p1, FM-EXCEPT:a at shop/p2, because nobody answers`],
    ['three places of a reason', [missed('FM-EXCEPT:a', 2, 'x'), missed('CLOSED:rule', 3, 'x')], `${sums}; not covered: FM-EXCEPT:a at shop/p1, FM-EXCEPT:a at shop/p2, CLOSED:rule at shop/p1 and 2 more, because x`],
    ['the reason of most places first', [missed('OPEN:peers', 1, 'x'), missed('CLOSED:rule', 2, 'y')], `${sums}; not covered: CLOSED:rule at shop/p1, CLOSED:rule at shop/p2, because y; OPEN:peers at shop/p1, because x`],
    ['four reasons, and that there are more', ['a', 'b', 'c', 'd', 'e', 'f'].map((because) => missed('OPEN:peers', 1, because)), `${sums}; not covered: ${['a', 'b', 'c', 'd'].map((because) => `OPEN:peers at shop/p1, because ${because}`).join('; ')}; and more for 2 other reasons`],
    ['of how many models something is never shown', [missed('FM-FLAP:all', 0, 'x'), missed('FM-V6:c', 0, 'x'), missed('FM-V6:e', 0, 'x')], `${sums}; of 2 models there is something that no standing cluster shows: -o json names it`],
  ];
  for (const [name, notCovered, told] of cases) it(`tells ${name}`, () => expect(tellAssurance(assurance(notCovered))).to.equal(told));

  it('does not hide what could not be judged', () => {
    expect(tellAssurance(assurance(), 1)).to.equal(`${sums}; 1 of these cells could not be judged, and showed nothing`);
    expect(tellAssurance(assurance(), 3)).to.match(/; 3 of these cells could not be judged, and showed nothing$/);
  });
});

describe('an assurance', () => {
  const recording = recordingOf({ cells: [{}] });
  const own = assurance([missed('FM-EXCEPT:a', 1, 'nobody answers')]);
  const assured = { ...recording, plan: { ...recording.plan, assurance: own } };
  const report = compare(assured, { strict: false });

  it('stands in the plan, in the table and in the report, and survives being saved', () => {
    expect(describePlan(assured.plan, aSnapshot(), { allowAutoscaled: false })).to.contain(`\n${tellAssurance(own)}\n`);
    expect(renderTable(report, { paint: createPaint(false) })).to.contain(`\nAssurance  ${tellAssurance(own)}\n`);
    expect(report.assurance).to.deep.equal(own);
    expect(parseRecording(JSON.stringify(assured), 'run.json').plan.assurance).to.deep.equal(own);
  });

  it('is left out where nobody computed it', () => {
    const without = compare(recording, { strict: false });
    expect(Object.keys(without)).not.to.include('assurance');
    expect(renderTable(without, { paint: createPaint(false) })).not.to.contain('Assurance');
  });

  it('has its place among the keys of a report', () => expect(Object.keys(report)[Object.keys(report).indexOf('skips') - 1]).to.equal('assurance'));
});
