import { expect } from 'chai';
import { canarySettings, defaultSettings, withPatience } from '../../../src/run/settings.ts';
import { recordingOf } from '../../support/recording.ts';

describe('withPatience()', () => {
  const steady = recordingOf({ cells: [{}] }).plan;
  const gentle = recordingOf({ cells: [{}, { target: 'b', style: { prober: 'tcp', speak: 'nothing', pace: 'gentle' } }] }).plan;
  const cases: readonly [name: string, plan: typeof steady, startMs: number, openDeadlineMs: number][] = [
    ['pods start at once', steady, 0, 6000],
    ['pods start in two seconds', steady, 2000, 6000],
    ['pods take five seconds', steady, 5000, 15_000],
    ['pods take a minute', steady, 60_000, 20_000],
    ['somebody is dialled gently, whose attempts are made by then', gentle, 60_000, 6000],
  ];
  for (const [name, plan, startMs, openDeadlineMs] of cases) {
    it(`gives enforcers ${openDeadlineMs / 1000} s where ${name}`, () => expect(withPatience(canarySettings, plan, startMs)).to.deep.equal({ ...canarySettings, openDeadlineMs }));
  }

  it('never shortens what was asked for', () => expect(withPatience({ ...defaultSettings, openDeadlineMs: 25_000 }, steady, 60_000).openDeadlineMs).to.equal(25_000));
});
