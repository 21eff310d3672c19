import { expect } from 'chai';
import type { Attempt, Verdict } from '../../mutation/attempt.ts';
import { withScore } from '../../mutation/document.ts';
import type { Fate } from '../../mutation/mutant.ts';
import { renderScore, scoreLine } from '../../mutation/table.ts';
import { isKilledInTime, judge, judgeNewest } from '../../mutation/verdict.ts';
import type { Outcome } from '../../mutation/verdict.ts';
import type { Rung } from '../../mutation/rung.ts';
import { aMutant, attempt } from './attempts.ts';

const ladder: readonly Rung[] = ['canary', 'cases', 'standard'];
const quietTo = (...asked: readonly Rung[]): Attempt[] => asked.map((rung) => attempt('m', rung, 'quiet'));

describe('judge()', () => {
  const table: readonly { readonly name: string; readonly fate: Fate; readonly attempts: readonly Attempt[]; readonly outcome: Outcome; readonly by?: Rung; readonly inTime?: boolean }[] = [
    { name: 'nothing was played', fate: 'standard', attempts: [], outcome: 'unfinished' },
    { name: 'a report', fate: 'standard', attempts: [...quietTo('canary'), attempt('m', 'cases', 'accused')], outcome: 'killed', by: 'cases', inTime: true },
    { name: 'a doubt', fate: 'canary', attempts: [attempt('m', 'canary', 'noticed')], outcome: 'killed', by: 'canary', inTime: true },
    { name: 'a report that came late', fate: 'canary', attempts: [attempt('m', 'cases', 'accused'), ...quietTo('canary')], outcome: 'killed', by: 'cases', inTime: false },
    { name: 'a report that nobody had to make', fate: 'below-floor', attempts: [...quietTo('canary', 'cases'), attempt('m', 'standard', 'accused')], outcome: 'killed', by: 'standard', inTime: true },
    { name: 'silence up to the profile that must kill', fate: 'quick', attempts: quietTo('cases', 'canary', 'standard'), outcome: 'survived', by: 'standard' },
    { name: 'silence so far', fate: 'standard', attempts: quietTo('canary', 'cases'), outcome: 'unfinished', by: 'cases' },
    { name: 'an innocent that nobody accused', fate: 'never', attempts: [attempt('m', 'canary', 'noticed'), ...quietTo('standard')], outcome: 'clean', by: 'standard' },
    { name: 'an innocent that was accused once', fate: 'never', attempts: [attempt('m', 'canary', 'accused'), ...quietTo('standard')], outcome: 'false alarm', by: 'canary' },
    { name: 'an innocent that was not asked to the end', fate: 'never', attempts: quietTo('canary'), outcome: 'unfinished', by: 'canary' },
    { name: 'what was said of another', fate: 'canary', attempts: [attempt('n', 'canary', 'accused')], outcome: 'unfinished' },
  ];
  for (const { name, fate, attempts, outcome, by, inTime = false } of table) {
    it(`of ${name}`, () => {
      const judged = judge(aMutant('m', fate), attempts, fate === 'never' ? ['canary', 'standard'] : ladder);
      expect([judged.outcome, judged.attempt?.rung, isKilledInTime(judged)]).to.deep.equal([outcome, by, inTime]);
    });
  }
});

const kept = (commit: string, rung: Rung, verdict: Verdict) => ({ ...attempt('FM-A', rung, verdict), build: commit, commit });

describe('judgeNewest()', () => {
  const both: readonly Rung[] = ['canary', 'standard'];
  const cases: readonly { readonly name: string; readonly attempts: readonly ReturnType<typeof kept>[]; readonly outcome: string }[] = [
    { name: 'the newest that played it to its end', attempts: [kept('old', 'standard', 'accused'), kept('new', 'canary', 'quiet'), kept('new', 'standard', 'quiet')], outcome: 'survived' },
    { name: 'an older one where the newest did not', attempts: [kept('old', 'standard', 'accused'), kept('new', 'canary', 'quiet')], outcome: 'killed' },
    { name: 'no two together', attempts: [kept('old', 'canary', 'quiet'), kept('new', 'standard', 'quiet')], outcome: 'unfinished' },
    { name: 'none where there is none', attempts: [], outcome: 'unfinished' },
  ];
  for (const { name, attempts, outcome } of cases) it(`takes ${name}`, () => expect(judgeNewest(aMutant('FM-A', 'standard'), attempts, both).outcome).to.equal(outcome));
});

describe('renderScore()', () => {
  const attempts = [
    attempt('FM-A', 'canary', 'accused', { said: 'no-egress: nothing\nis | so.' }),
    attempt('FM-B', 'canary', 'quiet'),
    attempt('FM-B', 'cases', 'accused', { seconds: 41 }),
    ...ladder.map((rung) => attempt('FM-C', rung, 'quiet')),
    attempt('FM-D', 'canary', 'quiet'),
    attempt('no fault 1', 'canary', 'quiet'),
    attempt('no fault 1', 'standard', 'quiet', { said: 'All is well.' }),
    attempt('ENV', 'canary', 'accused'),
  ];
  const mutants = [aMutant('no fault 1', 'never'), aMutant('FM-A', 'canary'), aMutant('FM-B', 'canary'), aMutant('FM-C', 'below-floor', { why: 'below the floor: it is too short' }), aMutant('FM-D', 'long', { why: 'it comes once an hour' }), aMutant('ENV', 'never')];
  const all = mutants.map((mutant) => judge(mutant, attempts, mutant.fate === 'never' ? ['canary', 'standard'] : ladder));

  it('lists everything, explains survivors and ends with the sums', () => {
    expect(renderScore(all, ['a1', 'b2']).split('\n')).to.deep.equal([
      '## Mutants',
      '',
      'Played with commits a1, b2.',
      '',
      '| mutant | must be killed by | killed by | seconds | what was said |',
      '|---|---|---|---|---|',
      String.raw`| ${'`FM-A`'} | canary | canary | 9.9 | no-egress: nothing is \| so. |`,
      '| `FM-B` | canary | quick | 41.0 | cases was accused |',
      '| `FM-C` | below-floor | survived | 9.9 | standard was quiet |',
      '| `FM-D` | long | unfinished | 9.9 | canary was quiet |',
      '',
      '## Too seldom for the standard profile',
      '',
      '- `FM-D`: it comes once an hour',
      '',
      '## Survivors',
      '',
      '- `FM-C` (below-floor): below the floor: it is too short. standard was quiet.',
      '',
      '## Killed later than they must be',
      '',
      '- `FM-B`: by quick, and must be killed by canary',
      '',
      '## Innocents',
      '',
      '| enforcer | asked by | outcome | what was said |',
      '|---|---|---|---|',
      '| `no fault 1` | standard | clean | All is well. |',
      '| `ENV` | canary | false alarm | canary was accused |',
      '',
      '1 were not played to their end.',
      '',
      'killed 2 of 4, false alarms 1',
    ]);
  });

  it('leaves out what there is none of', () => {
    const text = renderScore(all.filter(({ outcome }) => outcome === 'clean'), ['a1']);
    expect(text).to.not.match(/seldom|Survivors|later|played to/);
    expect(scoreLine([])).to.equal('killed 0 of 0, false alarms 0');
  });

  it('replaces what stands below the mark of the document, and nothing else', () => {
    const once = withScore('# Title\n\nWords.\n\n<!-- the score, from npm run mutation -->\n\nold\n', all, ['a1']);
    expect(once).to.match(/^# Title\n\nWords\.\n\n<!-- the score, from npm run mutation -->\n\n## Mutants\n/).and.match(/false alarms 1\n$/);
    expect(withScore(once, all, ['a1'])).to.equal(once);
  });
});
