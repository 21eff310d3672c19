import { expect } from 'chai';
import * as fc from 'fast-check';
import { answerOf, attemptsIn, describeStreak, stretchesOf } from '../../../src/interpret/stretches.ts';
import type { Answer, Reading } from '../../../src/interpret/stretches.ts';
import type { StreakRecord } from '../../../probes/contract.ts';
import type { DialStyle } from '../../../src/model/plan.ts';
import { echoStyle, streaksOf, stretches } from '../../support/streaks.ts';
import type { Met } from '../../support/streaks.ts';

const style = (speak: DialStyle['speak'], prober: DialStyle['prober'] = 'tcp'): DialStyle => ({ prober, speak, pace: 'gentle' });
const reading = (about: Partial<Reading> = {}): Reading => ({ style: echoStyle, intercepted: false, ...about });
const one = (met: Met, by?: string): StreakRecord => streaksOf('d', [[met, 0, 1]], undefined, by)[0] as StreakRecord;

describe('answerOf()', () => {
  const bare = style('nothing');
  const cases: readonly (readonly [met: Met, style: DialStyle, answer: Answer, intercepted: Answer])[] = [
    ['echo', echoStyle, 'open', 'open'],
    ['handshake', echoStyle, 'unclear', 'unclear'],
    ['silent', echoStyle, 'unclear', 'unclear'],
    ['handshake', bare, 'open', 'unclear'],
    ['greeting', style('redis'), 'open', 'open'],
    ['silent', style('redis'), 'unclear', 'unclear'],
    ['greeting', style('http'), 'open', 'unclear'],
    ['greeting', style('tls'), 'open', 'unclear'],
    ['answer', style('nothing', 'http'), 'open', 'unclear'],
    ['silent', style('tls'), 'unclear', 'unclear'],
    ['answer', style('nothing', 'dns'), 'open', 'open'],
    ['silent', style('nothing', 'dns'), 'unclear', 'unclear'],
    ['dns-error', style('nothing', 'dns'), 'unclear', 'unclear'],
    ['echo', style('echo', 'udp'), 'open', 'open'],
    ['silent', style('echo', 'udp'), 'unclear', 'unclear'],
    ['reset', bare, 'open', 'unclear'],
    ...(['refused', 'icmp', 'timed-out'] as const).map((met) => [met, bare, 'closed', 'closed'] as const),
    ['local-error', bare, 'unclear', 'unclear'],
  ];
  for (const [met, how, answer, intercepted] of cases) {
    it(`reads ${met} of ${how.prober}, speaking ${how.speak}, as ${answer}, and as ${intercepted} where intercepted`, () => {
      expect(answerOf(one(met), reading({ style: how }))).to.equal(answer);
      expect(answerOf(one(met), reading({ style: how, intercepted: true }))).to.equal(intercepted);
    });
  }

  it('believes an interceptor no answer but one with a certificate of the cluster', () => {
    const https: DialStyle = { prober: 'http', speak: 'tls', pace: 'gentle', http: { scheme: 'https', path: '/version', trustCluster: true } };
    const said = ['401', '401 untrusted certificate: DEPTH_ZERO_SELF_SIGNED_CERT'].map((code) => ({ ...one('answer'), code }));
    const read = (about: Partial<Reading>): Answer[] => said.map((streak) => answerOf(streak, reading({ style: https, ...about })));
    expect(read({ certified: true })).to.deep.equal(['open', 'open']);
    expect(read({ certified: true, intercepted: true })).to.deep.equal(['open', 'unclear']);
    expect(read({ intercepted: true }), 'a probe that does not know the CA checks nothing').to.deep.equal(['unclear', 'unclear']);
  });

  it('believes an echo of the responder that was dialled only', () => {
    const answers = [one('echo', 'ours'), one('echo', 'stranger'), one('echo')].map((streak) => answerOf(streak, reading({ responder: 'ours' })));
    expect(answers).to.deep.equal(['open', 'unclear', 'unclear']);
  });

  it('is not misled by a responder named like a member of every object', () => {
    expect(answerOf(one('echo', 'ours'), reading({ responder: 'constructor' }))).to.equal('unclear');
  });
});

describe('describeStreak()', () => {
  const cases: readonly [Met, string][] = [
    ['timed-out', 'timed-out'],
    ['refused', 'refused (ECONNREFUSED)'],
    ['echo', 'connected (echo)'],
    ['answer', 'connected (answer NOERROR)'],
    ['silent', 'connected (no-answer)'],
    ['handshake', 'connected'],
  ];
  for (const [met, words] of cases) it(`says "${words}"`, () => expect(describeStreak(one(met))).to.equal(words));
});

describe('stretchesOf()', () => {
  it('joins pieces of equal answers, whatever their outcomes', () => {
    const [first, ...others] = stretches([['timed-out', 0, 1200], ['refused', 1200, 2000]]);
    expect(others).to.deep.equal([]);
    expect(first).to.deep.include({ answer: 'closed', attempts: 40, fromMs: 0, lastStartMs: 1950, last: 'refused (ECONNREFUSED)', handshake: false, shortestMs: 2, longestMs: 1000 });
    expect(first?.pieces).to.deep.equal([
      { attempts: 20, fromMs: 0, toMs: 950 },
      { attempts: 4, fromMs: 1000, toMs: 1150 },
      { attempts: 16, fromMs: 1200, toMs: 1950 },
    ]);
  });

  it('ends with the end of the attempt that ended last', () => {
    const [first] = stretches([['timed-out', 0, 100], ['refused', 100, 150]]);
    expect(first?.toMs).to.equal(1050);
  });

  it('begins anew where the answer changes', () => {
    expect(stretches([['echo', 0, 100], ['timed-out', 100, 200], ['echo', 200, 300]]).map(({ answer, attempts }) => [answer, attempts])).to.deep.equal([
      ['open', 2],
      ['closed', 2],
      ['open', 2],
    ]);
  });

  it('moves with the offset between the clocks', () => {
    const [first] = stretchesOf(streaksOf('d', [['refused', 0, 100]]), 5000, reading());
    expect([first?.fromMs, first?.lastStartMs, first?.toMs, first?.pieces[0]?.fromMs]).to.deep.equal([5000, 5050, 5052, 5000]);
  });

  it('remembers a handshake without proof', () => {
    expect(stretches([['local-error', 0, 100], ['silent', 100, 200]])[0]?.handshake).to.equal(true);
  });
});

describe('attemptsIn()', () => {
  const [tail] = stretches([['timed-out', 0, 2000]]);
  if (tail === undefined) throw new Error('there is no stretch');

  it('counts all in the whole, none outside, and a share of a piece that lies half in', () => {
    expect([attemptsIn(tail, tail), attemptsIn(tail, { fromMs: 2000, toMs: 9000 }), attemptsIn(tail, { fromMs: 0, toMs: 475 })]).to.deep.equal([40, 0, 10]);
  });

  it('never counts more in a part than in the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 3000 }), fc.nat(3000), (fromMs, length) => {
        expect(attemptsIn(tail, { fromMs, toMs: fromMs + length })).to.be.within(0, tail.attempts);
      }),
    );
  });
});
