import { expect } from 'chai';
import type { OutcomeKind, Proof, StreakRecord } from '../../../../probes/contract.ts';
import { createSightBook } from '../../../../src/conformance/judge/sights.ts';
import type { Sight } from '../../../../src/conformance/judge/sights.ts';
import type { PodLog } from '../../../../src/model/recording.ts';

const streak = (given: Partial<StreakRecord> = {}): StreakRecord => ({ t: 'streak', dial: 'd', kind: 'connected', proof: 'echo', n: 1, firstMs: 100, lastMs: 100, endMs: 101, minMs: 1, maxMs: 1, ...given });
const pod = { namespace: 'n', name: 'p' };
const logOf = (records: PodLog['records'], given: Partial<PodLog> = {}): PodLog => ({ ...pod, offsetMs: 5000, records, whole: true, ...given });
const book = (...records: PodLog['records']) => {
  const made = createSightBook();
  made.take(logOf(records));
  return made;
};
const timesOf = (sights: readonly Sight[]): number[] => sights.map(({ atMs }) => atMs);

const outcomes: readonly { readonly kind: OutcomeKind; readonly proof?: Proof; readonly is: Sight['is'] }[] = [
  { kind: 'connected', proof: 'echo', is: 'open' },
  { kind: 'connected', proof: 'none', is: 'unclear' },
  { kind: 'connected', proof: 'greeting', is: 'unclear' },
  { kind: 'connected', proof: 'answer', is: 'unclear' },
  { kind: 'refused', is: 'closed' },
  { kind: 'icmp-unreachable', is: 'closed' },
  { kind: 'timed-out', is: 'closed' },
  { kind: 'reset', is: 'unclear' },
  { kind: 'dns-error', is: 'unclear' },
  { kind: 'local-error', is: 'unclear' },
];

describe('createSightBook()', () => {
  for (const { kind, proof = 'none', is } of outcomes) {
    it(`takes ${kind} with proof ${proof} for ${is}`, () => expect(book(streak({ kind, proof })).since(pod, 'd', 0)).to.deep.equal([{ atMs: 5100, ageMs: 100, is, word: kind }]));
  }

  it('has the outcome in its own word, where it has one', () => expect(book(streak({ kind: 'refused', proof: 'none', code: 'ECONNREFUSED' })).since(pod, 'd', 0)[0]?.word).to.equal('ECONNREFUSED'));

  it('sees of equal attempts the first and the last, and counts all', () => {
    const made = book(streak({ n: 7, firstMs: 100, lastMs: 700 }));
    expect([timesOf(made.since(pod, 'd', 0)), made.attempts()]).to.deep.equal([[5100, 5700], 7]);
  });

  it('sees what began at that time or later, of one dial', () => {
    const made = book(streak({ firstMs: 100 }), streak({ firstMs: 200 }), streak({ dial: 'e', firstMs: 250 }), streak({ firstMs: 300 }));
    expect([timesOf(made.since(pod, 'd', 5200)), timesOf(made.since(pod, 'd', 5201)), timesOf(made.since(pod, 'd', 5301)), timesOf(made.since(pod, 'f', 0))]).to.deep.equal([[5200, 5300], [5300], [], []]);
  });

  it('reads no records but attempts', () => expect(book({ t: 'beat', ms: 1 }, streak()).attempts()).to.equal(1));

  it('takes a log that grows, each record once', () => {
    const made = book(streak());
    made.take(logOf([streak(), streak({ firstMs: 200 })]));
    expect([timesOf(made.since(pod, 'd', 0)), made.attempts()]).to.deep.equal([[5100, 5200], 2]);
  });

  it('takes nothing twice of a log that is read again from its beginning', () => {
    const made = book(streak(), streak({ firstMs: 200 }));
    made.take(logOf([streak()]));
    made.take(logOf([streak(), streak({ firstMs: 200 }), streak({ firstMs: 300 })]));
    expect(made.attempts()).to.equal(3);
  });

  it('forgets a pod, not its neighbour whose name begins as its own, and takes the log of the next of that name from its beginning', () => {
    const made = book(streak());
    made.take(logOf([streak()], { name: 'p2' }));
    made.forget(pod);
    expect([made.since(pod, 'd', 0).length, made.since({ ...pod, name: 'p2' }, 'd', 0).length]).to.deep.equal([0, 1]);
    made.take(logOf([streak({ kind: 'timed-out', proof: 'none' })]));
    expect(made.since(pod, 'd', 0).map(({ is }) => is)).to.deep.equal(['closed']);
  });
});
