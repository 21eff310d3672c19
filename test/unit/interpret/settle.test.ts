import { expect } from 'chai';
import * as fc from 'fast-check';
import { brokeThrough, isLongIn, isShaken, settle } from '../../../src/interpret/settle.ts';
import { settings } from '../../support/recording.ts';
import type { Settled } from '../../../src/interpret/settle.ts';
import { stretches } from '../../support/streaks.ts';
import type { Span } from '../../support/streaks.ts';

const alternating = (times: number, eachMs: number): Span[] =>
  Array.from({ length: times }, (_, index) => [index % 2 === 0 ? 'timed-out' : 'echo', index * eachMs, (index + 1) * eachMs]);

/** One attempt each half a second: `o` got through, `x` did not. */
const gentle = (marks: string): Span[] => marks.split('').map((mark, index) => [mark === 'o' ? 'echo' : 'timed-out', index * 500, index * 500 + 1]);

const after = (marks: string): Settled => settle(stretches(gentle(marks)), settings);

describe('settle()', () => {
  const cases: readonly [name: string, spans: readonly Span[], state: string][] = [
    ['nothing', [], 'unsettled'],
    ['one attempt', [['timed-out', 0, 1]], 'unsettled'],
    ['closed attempts over less than the hold', [['timed-out', 0, 1500]], 'unsettled'],
    ['closed attempts over the hold', [['timed-out', 0, 1550]], 'closed'],
    ['refusals over the hold', [['refused', 0, 1550]], 'closed'],
    ['open attempts over less than the hold', [['echo', 0, 1500]], 'unsettled'],
    ['open attempts over the hold', [['echo', 0, 1550]], 'open'],
    ['many closed attempts that all began at once and waited long', [['timed-out', 0, 500]], 'unsettled'],
    ['open, then closed', [['echo', 0, 700], ['timed-out', 700, 2500]], 'closed'],
    ['closed, then open', [['timed-out', 0, 700], ['echo', 700, 2500]], 'open'],
    ['open and stable, then closed and stable', [['echo', 0, 2000], ['timed-out', 2000, 4000]], 'closed'],
    ['open and stable, then as few closed as loss explains', [['echo', 0, 2000], ['timed-out', 2000, 2250]], 'open'],
    ['open and stable, then more closed than that, and too few to be stable', [['echo', 0, 2000], ['timed-out', 2000, 2300]], 'unsettled'],
    ['open, too short to be stable, then few closed', [['echo', 0, 1500], ['timed-out', 1500, 1700]], 'unsettled'],
    ['open, handshakes of nobody knows whom as few as loss explains', [['echo', 0, 2000], ['silent', 2000, 2250]], 'open'],
    ['open, then handshakes of nobody knows whom', [['echo', 0, 2000], ['silent', 2000, 2300]], 'unsettled'],
    ['open, with losses that were never stable', [['echo', 0, 500], ['timed-out', 500, 900], ['echo', 900, 2500]], 'open'],
    ['closed and stable, then open with losses', [['timed-out', 0, 2000], ['echo', 2000, 2500], ['timed-out', 2500, 2600], ['echo', 2600, 4000]], 'open'],
    ['open and stable, closed and stable, open again', [['echo', 0, 2000], ['timed-out', 2000, 4000], ['echo', 4000, 6000]], 'flapping'],
    ['closed after errors of ours, too short', [['timed-out', 0, 2000], ['local-error', 2000, 2050], ['timed-out', 2050, 2200]], 'unsettled'],
    ['to and fro before anything was stable, then closed', [...alternating(6, 100), ['timed-out', 600, 2300]], 'closed'],
    ['stable, away and back again', [['timed-out', 0, 2000], ['echo', 2000, 2050], ['timed-out', 2050, 4000]], 'flapping'],
    ['stable, and then to and fro', [['echo', 0, 2000], ['timed-out', 2000, 2100], ['echo', 2100, 2200]], 'open'],
    ['to and fro for as long as the hold, open as often as not', alternating(10, 200), 'open'],
    ['to and fro, hardly ever open', [['timed-out', 0, 1000], ['echo', 1000, 1050], ['timed-out', 1050, 2000], ['echo', 2000, 2050], ['timed-out', 2050, 2500]], 'flapping'],
    ['to and fro for a moment', alternating(4, 100), 'unsettled'],
    ['errors of ours at the end', [['timed-out', 0, 2000], ['local-error', 2000, 2200]], 'unsettled'],
    ['errors of ours in between, and long enough after them', [['timed-out', 0, 500], ['local-error', 500, 600], ['timed-out', 600, 2200]], 'closed'],
    ['errors of ours in between, and too short after them', [['timed-out', 0, 1550], ['local-error', 1550, 1600], ['timed-out', 1600, 2200]], 'unsettled'],
  ];
  for (const [name, spans, state] of cases) {
    it(`gives ${state} for ${name}`, () => expect(settle(stretches(spans), settings).state).to.equal(state));
  }

  const slowly: readonly [marks: string, state: string][] = [
    ['oooooooooo', 'open'],
    ['xxxxxxxxxx', 'closed'],
    ['oooxxxxxxx', 'closed'],
    ['ooooxxxxxx', 'closed'],
    ['oooooxxxxx', 'unsettled'],
    ['oooooooxxx', 'open'],
    ['ooooooxxxx', 'unsettled'],
    ['ooooooooxx', 'open'],
    ['ooxxxxoooo', 'open'],
    ['ooooxxxxxxoooo', 'flapping'],
    ['xxxxoooooo', 'open'],
    ['xxxxoxxxxx', 'unsettled'],
    ['xxxxoxxxxxx', 'flapping'],
    ['xxoxxoxxox', 'open'],
    ['xxxxxxoxxo', 'flapping'],
  ];
  for (const [marks, state] of slowly) it(`gives ${state} for ${marks} twice a second`, () => expect(settle(stretches(gentle(marks)), settings).state).to.equal(state));

  it('asks for enough attempts, however long they took', () => {
    const slow = { everyMs: 1500, timeoutMs: 1000 };
    expect(settle(stretches([['timed-out', 0, 3000]], slow), settings).state).to.equal('unsettled');
    expect(settle(stretches([['timed-out', 0, 4500]], slow), settings).state).to.equal('closed');
  });

  it('tells since when it is open that was closed but once', () => {
    expect(after('ooooxxxxxxoooo')).to.deep.equal({ state: 'flapping', again: { fromMs: 5000, toMs: 6500 } });
    expect(after('ooooxxxxxxoo'), 'too short').to.deep.equal({ state: 'flapping' });
    expect(after('ooooxxxxxxoooox'), 'closed again').to.deep.equal({ state: 'flapping' });
    expect(after('xxxxooooxxxxxxoooo'), 'twice').to.deep.equal({ state: 'flapping' });
  });

  it('says why nothing is settled', () => {
    expect(settle(stretches([['timed-out', 0, 100]]), settings)).to.deep.equal({ state: 'unsettled', why: '2 attempts over 50 ms are too few to call it closed' });
    expect(settle(stretches([['silent', 0, 4000]]), settings)).to.deep.equal({ state: 'unsettled', why: 'the last attempts were no answer: connected (no-answer)' });
    expect(settle(stretches([['echo', 0, 1]]), settings)).to.deep.equal({ state: 'unsettled', why: '1 attempt over 0 ms are too few to call it open' });
  });

  const spansOf = fc
    .array(fc.tuple(fc.constantFrom('echo' as const, 'timed-out' as const, 'refused' as const, 'local-error' as const), fc.integer({ min: 1, max: 3000 })), { maxLength: 8 })
    .map((parts) => {
      let at = 0;
      return parts.map(([met, length]): Span => [met, at, (at += length)]);
    });

  it('takes no failure for an answer that got through, nor anything open for lost', () => {
    fc.assert(
      fc.property(spansOf, (spans) => {
        const seen = stretches(spans);
        const { state } = settle(seen, settings);
        if (state === 'open') expect(seen.filter(({ answer }) => answer === 'open').reduce((sum, { attempts }) => sum + attempts, 0)).to.be.at.least(settings.settleAttempts);
        if (state === 'closed') expect(seen.at(-1)?.answer).to.equal('closed');
      }),
      { numRuns: 500 },
    );
  });

  it('gives the opposite answer for the opposite, where one thing was met all the time', () => {
    for (const length of [1, 500, 1500, 1550, 4000]) {
      const [closed, open] = (['timed-out', 'echo'] as const).map((met) => settle(stretches([[met, 0, length]]), settings).state);
      expect(open).to.equal(closed === 'closed' ? 'open' : closed);
    }
  });
});

describe('isLongIn()', () => {
  const [tail] = stretches([['timed-out', 0, 4000]]);
  if (tail === undefined) throw new Error('there is no stretch');
  const cases: readonly [fromMs: number, toMs: number, answer: boolean][] = [
    [0, 4000, true],
    [1000, 2500, true],
    [1000, 2499, false],
    [3000, 9000, false],
    [-5000, 1000, false],
  ];
  for (const [fromMs, toMs, answer] of cases) {
    it(`${answer ? 'holds' : 'does not hold'} from ${fromMs} to ${toMs}`, () => expect(isLongIn(tail, { fromMs, toMs }, settings)).to.equal(answer));
  }
});

describe('isLongIn() of slow attempts', () => {
  it('asks for enough of them', () => {
    const [tail] = stretches([['timed-out', 0, 8000]], { everyMs: 2000, timeoutMs: 1000 });
    if (tail === undefined) throw new Error('there is no stretch');
    expect([isLongIn(tail, { fromMs: 0, toMs: 3000 }, settings), isLongIn(tail, { fromMs: 0, toMs: 4000 }, settings)]).to.deep.equal([false, true]);
  });
});

describe('brokeThrough()', () => {
  const cases: readonly [name: string, spans: readonly Span[], answer: boolean][] = [
    ['one open attempt after closed was stable', [['timed-out', 0, 2000], ['echo', 2000, 2050]], true],
    ['one before it', [['echo', 0, 50], ['timed-out', 50, 2000]], false],
    ['one after too few closed', [['timed-out', 0, 500], ['echo', 500, 550]], false],
    ['an error of ours after it', [['timed-out', 0, 2000], ['local-error', 2000, 2050]], false],
  ];
  for (const [name, spans, answer] of cases) it(`${answer ? 'sees' : 'does not see'} ${name}`, () => expect(brokeThrough(stretches(spans), settings)).to.equal(answer));
});

describe('isShaken()', () => {
  const cases: readonly [name: string, spans: readonly Span[], answer: boolean][] = [
    ['a handshake between failures', [['timed-out', 0, 500], ['silent', 500, 550], ['timed-out', 550, 3000]], true],
    ['a handshake as an opening ends', [['echo', 0, 500], ['silent', 500, 550], ['timed-out', 550, 3000]], false],
    ['a handshake before all else', [['silent', 0, 50], ['timed-out', 50, 3000]], false],
    ['a handshake after the last failure', [['timed-out', 0, 500], ['silent', 500, 550], ['echo', 550, 3000]], false],
    ['an error of ours between failures', [['timed-out', 0, 500], ['local-error', 500, 550], ['timed-out', 550, 3000]], false],
  ];
  for (const [name, spans, answer] of cases) it(`${answer ? 'sees' : 'does not see'} ${name}`, () => expect(isShaken(stretches(spans))).to.equal(answer));
});
