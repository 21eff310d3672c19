import { expect } from 'chai';
import type { AttemptsRecord, BriefAttempt, OutcomeKind, Proof } from '../../../../probes/contract.ts';
import { createSightBook } from '../../../../src/conformance/judge/sights.ts';
import type { Sight } from '../../../../src/conformance/judge/sights.ts';
import type { PodLog } from '../../../../src/model/recording.ts';

/** A record of one attempt. */
const attempt = ({ dial = 'd', kind = 'connected', proof = 'echo', startMs = 100, code }: { readonly dial?: string; readonly kind?: OutcomeKind; readonly proof?: Proof; readonly startMs?: number; readonly code?: string } = {}): AttemptsRecord => ({
  t: 'attempts',
  of: [code === undefined ? [dial, startMs, startMs + 1, kind, proof] : [dial, startMs, startMs + 1, kind, proof, code]],
});
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
    it(`takes ${kind} with proof ${proof} for ${is}`, () => expect(book(attempt({ kind, proof })).since(pod, 'd', 0)).to.deep.equal([{ atMs: 5100, ageMs: 100, is, word: kind }]));
  }

  it('has the outcome in its own word, where it has one', () => expect(book(attempt({ kind: 'refused', proof: 'none', code: 'ECONNREFUSED' })).since(pod, 'd', 0)[0]?.word).to.equal('ECONNREFUSED'));

  it('sees each attempt of a record, whatever its dial, and counts all', () => {
    const of = ([['d', 100], ['e', 150], ['d', 700]] as const).map(([dial, startMs]): BriefAttempt => [dial, startMs, startMs + 1, 'connected', 'echo']);
    const made = book({ t: 'attempts', of });
    expect([timesOf(made.since(pod, 'd', 0)), timesOf(made.since(pod, 'e', 0)), made.attempts()]).to.deep.equal([[5100, 5700], [5150], 3]);
  });

  it('sees what began at that time or later, of one dial', () => {
    const made = book(attempt({ startMs: 100 }), attempt({ startMs: 200 }), attempt({ dial: 'e', startMs: 250 }), attempt({ startMs: 300 }));
    expect([timesOf(made.since(pod, 'd', 5200)), timesOf(made.since(pod, 'd', 5201)), timesOf(made.since(pod, 'd', 5301)), timesOf(made.since(pod, 'f', 0))]).to.deep.equal([[5200, 5300], [5300], [], []]);
  });

  it('reads no records but attempts', () => expect(book({ t: 'beat', ms: 1 }, attempt()).attempts()).to.equal(1));

  it('takes a log that grows, each record once', () => {
    const made = book(attempt());
    made.take(logOf([attempt(), attempt({ startMs: 200 })]));
    expect([timesOf(made.since(pod, 'd', 0)), made.attempts()]).to.deep.equal([[5100, 5200], 2]);
  });

  it('takes nothing twice of a log that is read again from its beginning', () => {
    const made = book(attempt(), attempt({ startMs: 200 }));
    made.take(logOf([attempt()]));
    made.take(logOf([attempt(), attempt({ startMs: 200 }), attempt({ startMs: 300 })]));
    expect(made.attempts()).to.equal(3);
  });

  it('forgets a pod, not its neighbour whose name begins as its own, and takes the log of the next of that name from its beginning', () => {
    const made = book(attempt());
    made.take(logOf([attempt()], { name: 'p2' }));
    made.forget(pod);
    expect([made.since(pod, 'd', 0).length, made.since({ ...pod, name: 'p2' }, 'd', 0).length]).to.deep.equal([0, 1]);
    made.take(logOf([attempt({ kind: 'timed-out', proof: 'none' })]));
    expect(made.since(pod, 'd', 0).map(({ is }) => is)).to.deep.equal(['closed']);
  });
});
