import { expect } from 'chai';
import { canarySettings, defaultSettings, withPatience } from '../../../src/run/settings.ts';
import { recordingOf } from '../../support/recording.ts';

describe('withPatience()', () => {
  const steady = recordingOf({ cells: [{}] }).plan;
  const gentle = recordingOf({ cells: [{}, { target: 'b', style: { prober: 'tcp', speak: 'nothing', pace: 'gentle' } }] }).plan;
  const cases: readonly [name: string, plan: typeof steady, startsMs: readonly number[], openDeadlineMs: number][] = [
    ['nobody has spoken', steady, [], 6000],
    ['pods start in two seconds', steady, [2000, 1500, 1800], 6000],
    ['pods take five seconds', steady, [5000, 4000, 9000], 15_000],
    ['pods take a minute', steady, [60_000], 20_000],
    ['one of three is late', steady, [1000, 90_000, 1200], 6000],
    ['somebody is dialled gently, whose attempts are made by then', gentle, [60_000], 6000],
  ];
  for (const [name, plan, startsMs, openDeadlineMs] of cases) {
    it(`gives enforcers ${openDeadlineMs / 1000} s where ${name}`, () => expect(withPatience(canarySettings, plan, startsMs)).to.deep.equal({ ...canarySettings, openDeadlineMs }));
  }

  it('never shortens what was asked for', () => expect(withPatience({ ...defaultSettings, openDeadlineMs: 25_000 }, steady, [60_000]).openDeadlineMs).to.equal(25_000));
});
