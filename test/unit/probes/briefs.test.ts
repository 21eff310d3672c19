import { expect } from 'chai';
import { createBriefs } from '../../../probes/briefs.ts';
import { type AttemptsRecord, maxLineBytes, type Outcome } from '../../../probes/contract.ts';

const echoed: Outcome = { kind: 'connected', proof: 'echo', by: 'server-a', seen: '127.0.0.1', elapsedMs: 2 };
const refused: Outcome = { kind: 'refused', proof: 'none', code: 'ECONNREFUSED', elapsedMs: 1 };
const silent: Outcome = { kind: 'timed-out', proof: 'none', elapsedMs: 300 };

/** A writer, and the moment for which it waits. */
const stage = () => {
  const written: AttemptsRecord[] = [];
  const calls: { readonly call: () => void; readonly ms: number }[] = [];
  const briefs = createBriefs((record) => written.push(record), (call, ms) => calls.push({ call, ms }));
  return { briefs, written, calls };
};

describe('createBriefs()', () => {
  it('writes what ends within a moment on one line, of whatever dial', () => {
    const { briefs, written, calls } = stage();
    const [c, d] = ['c', 'd'].map(briefs.recorderFor);
    c?.begin(10)(echoed, 12);
    d?.begin(11)(refused, 13);
    expect([written, calls.map(({ ms }) => ms)]).to.deep.equal([[], [25]]);
    calls[0]?.call();
    expect(written).to.deep.equal([{ t: 'attempts', of: [['c', 10, 12, 'connected', 'echo'], ['d', 11, 13, 'refused', 'none', 'ECONNREFUSED']] }]);
  });

  it('waits anew for what ends later', () => {
    const { briefs, written, calls } = stage();
    const { begin } = briefs.recorderFor('c');
    begin(10)(echoed, 12);
    calls[0]?.call();
    begin(410)(echoed, 412);
    calls[1]?.call();
    expect([written.length, calls.length]).to.deep.equal([2, 2]);
  });

  it('tells of the attempts of a dial in the order of their starts', () => {
    const { briefs, written, calls } = stage();
    const { begin } = briefs.recorderFor('c');
    const [first, second] = [begin(0), begin(50)];
    second(echoed, 52);
    expect(calls).to.deep.equal([]);
    first(silent, 300);
    calls[0]?.call();
    expect(written[0]?.of.map(([, startMs]) => startMs)).to.deep.equal([0, 50]);
  });

  it('keeps a line within its limit, and loses nothing', () => {
    const { briefs, written, calls } = stage();
    const { begin } = briefs.recorderFor(`c${'9'.repeat(20)}`);
    for (let at = 0; at < 200; at++) begin(9_999_999.99)({ ...refused, code: 'E'.repeat(16) }, 9_999_999.99);
    for (const { call } of calls) call();
    expect(written.reduce((sum, { of }) => sum + of.length, 0)).to.equal(200);
    for (const record of written) expect(JSON.stringify(record).length).to.be.lessThan(maxLineBytes);
  });

  it('writes at the end what waits, without those that are still under way', () => {
    const { briefs, written } = stage();
    const { begin, close } = briefs.recorderFor('c');
    begin(0);
    begin(50)(echoed, 52);
    close();
    expect(written).to.deep.equal([{ t: 'attempts', of: [['c', 50, 52, 'connected', 'echo']] }]);
  });
});
