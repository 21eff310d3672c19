import { expect } from 'chai';
import * as fc from 'fast-check';
import { maxLineBytes, type Outcome, type StreakRecord } from '../../../probes/contract.ts';
import { maxResponders } from '../../../probes/piece.ts';
import type { Recorder } from '../../../probes/recorder.ts';
import { createStreaks } from '../../../probes/streaks.ts';

const echoed: Outcome = { kind: 'connected', proof: 'echo', by: 'server-a', seen: '127.0.0.1', elapsedMs: 2 };
const silent: Outcome = { kind: 'timed-out', proof: 'none', elapsedMs: 1000 };

const resolved = (answers?: string[]): Outcome => ({ kind: 'connected', proof: 'answer', code: 'NOERROR', ...(answers === undefined ? {} : { answers }), elapsedMs: 1 });

const record = (use: (streaks: Recorder) => void): StreakRecord[] => {
  const records: StreakRecord[] = [];
  use(createStreaks('d', (streak) => records.push(streak)));
  return records;
};

describe('createStreaks()', () => {
  it('writes the first attempt at once', () => {
    const records = record(({ begin }) => begin(10)(echoed, 12));

    expect(records).to.deep.equal([
      {
        t: 'streak',
        dial: 'd',
        kind: 'connected',
        proof: 'echo',
        n: 1,
        firstMs: 10,
        lastMs: 10,
        endMs: 12,
        seen: '127.0.0.1',
        minMs: 2,
        maxMs: 2,
        by: { 'server-a': 1 },
      },
    ]);
  });

  it('counts further equal attempts and writes them at the next flush', () => {
    const records = record(({ begin, flush }) => {
      for (const startMs of [0, 50, 100]) begin(startMs)({ ...echoed, elapsedMs: startMs + 1 }, startMs + 1);
      flush();
      flush();
    });

    expect(records).to.have.length(2);
    expect(records[1]).to.include({ n: 2, firstMs: 50, lastMs: 100, endMs: 101, minMs: 51, maxMs: 101 });
    expect(records[1]?.by).to.deep.equal({ 'server-a': 2 });
  });

  for (const [what, changed] of [
    ['kind', { kind: 'refused' }],
    ['proof', { proof: 'none' }],
    ['code', { code: 'E' }],
  ] as const) {
    it(`writes what was counted, and the new attempt, at once when the ${what} changes`, () => {
      const records = record(({ begin }) => {
        for (const outcome of [echoed, echoed, { ...echoed, ...changed }]) begin(0)(outcome, 1);
      });

      expect(records.map(({ n }) => n)).to.deep.equal([1, 1, 1]);
      expect(records[2]).to.include(changed);
    });
  }

  it('keeps an end back until all that started before it have ended', () => {
    const records = record(({ begin, flush }) => {
      const first = begin(0);
      const second = begin(50);
      second(echoed, 52);
      flush();
      first(silent, 1000);
    });

    expect(records.map(({ kind, firstMs }) => [kind, firstMs])).to.deep.equal([['timed-out', 0], ['connected', 50]]);
  });

  it('leaves out attempts under way when it is closed, and keeps those that waited for them', () => {
    const records = record(({ begin, close }) => {
      begin(0);
      begin(50)(echoed, 52);
      close();
    });

    expect(records.map(({ firstMs, n }) => [firstMs, n])).to.deep.equal([[50, 1]]);
  });

  it('begins a new piece for the 17th responder', () => {
    const records = record(({ begin, flush }) => {
      for (let index = 0; index < 40; index += 1) begin(index)({ ...echoed, by: `server-${index}` }, index);
      flush();
    });

    expect(records.map(({ n }) => n)).to.deep.equal([1, 16, 16, 7]);
    for (const { by = {} } of records) expect(Object.keys(by).length).to.be.at.most(maxResponders);
  });

  it('keeps the addresses of the last DNS answer that had any', () => {
    const records = record(({ begin, flush }) => {
      for (const outcome of [resolved([]), resolved(['10.0.0.1']), resolved(['10.0.0.2', '10.0.0.3']), resolved(), resolved([])]) begin(0)(outcome, 1);
      flush();
    });

    expect(records.map(({ n, answers }) => ({ n, answers }))).to.deep.equal([{ n: 1, answers: undefined }, { n: 4, answers: ['10.0.0.2', '10.0.0.3'] }]);
  });

  it('writes a line for each attempt where the code changes in turn, and no line is long', () => {
    const address = 'fd00:1111:2222:3333:4444:5555:6666:7777';
    const end = `[${address}]:65535`;
    const outcome = (code: string): Outcome => ({
      kind: 'connected', proof: 'answer', code, local: end, remote: end, answers: Array.from({ length: 8 }, () => address), elapsedMs: 2499.99,
    });
    const records: StreakRecord[] = [];
    const { begin, flush } = createStreaks('→'.repeat(512), (streak) => records.push(streak));
    for (let index = 0; index < 10; index += 1) begin(60_000.01)(outcome(index % 2 === 0 ? 'NOERROR' : 'NXDOMAIN'), 62_500.01);
    flush();

    expect(records).to.have.length(10);
    for (const line of records) expect(Buffer.byteLength(JSON.stringify(line))).to.be.below(maxLineBytes / 2);
  });

  it('adds up to what was put in, in the order of starts, whatever the order of ends and flushes', () => {
    const attempt = fc.record({
      outcome: fc.record({
        kind: fc.constantFrom('connected' as const, 'timed-out' as const),
        proof: fc.constantFrom('echo' as const, 'none' as const),
        elapsedMs: fc.nat(100),
        by: fc.constantFrom(...Array.from({ length: 20 }, (_, index) => `server-${index}`)),
      }),
      endsAfter: fc.nat(50),
      flush: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 60 }), (attempts) => {
        const records = record(({ begin, flush, close }) => {
          const ends = attempts.map(({ outcome, endsAfter }, index) => {
            const end = begin(index);
            return { end: () => end(outcome, index + endsAfter), at: endsAfter };
          });
          ends.sort((a, b) => a.at - b.at).forEach(({ end }, index) => {
            end();
            if (attempts[index]?.flush === true) flush();
          });
          close();
        });

        const told = records.flatMap(({ kind, proof, n }) => Array.from({ length: n }, () => ({ kind, proof })));
        expect(told).to.deep.equal(attempts.map(({ outcome: { kind, proof } }) => ({ kind, proof })));
        let next = 0;
        for (const { n, firstMs, lastMs, by = {}, minMs, maxMs } of records) {
          const put = attempts.slice(next, next + n).map(({ outcome }) => outcome);
          expect([firstMs, lastMs]).to.deep.equal([next, next + n - 1]);
          expect(Object.values(by).reduce((sum, count) => sum + count, 0)).to.equal(n);
          expect(minMs).to.equal(Math.min(...put.map(({ elapsedMs }) => elapsedMs)));
          expect(maxMs).to.equal(Math.max(...put.map(({ elapsedMs }) => elapsedMs)));
          next += n;
        }
      }),
    );
  });
});
