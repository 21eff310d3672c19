import { expect } from 'chai';
import { parseRecord } from '../../../src/interpret/records.ts';

const good: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  hello: { t: 'hello', contract: 4, run: 'r', pod: 'p', ips: ['10.0.0.1'], wall: '2027-01-15T08:00:00.000Z' },
  listening: { t: 'listening', protocol: 'tcp', port: 80, ms: 1 },
  ordered: { t: 'ordered', number: 1, ms: 1 },
  streak: { t: 'streak', dial: 'd0', kind: 'timed-out', proof: 'none', n: 1, firstMs: 0, lastMs: 0, endMs: 1, minMs: 1, maxMs: 1 },
  accept: { t: 'accept', n: 1, from: '10.0.0.1', firstMs: 0, lastMs: 0 },
  witness: { t: 'witness', protocol: 'udp', port: 80, nonce: 'abcdefgh', from: '10.0.0.1', n: 1, firstMs: 0, lastMs: 0 },
  beat: { t: 'beat', ms: 1 },
  end: { t: 'end', ms: 1, reason: 'stopped', lines: 0, attempts: 0, sha256: 'a'.repeat(64) },
};

/** For each field of each record, values that no probe of ours writes. */
const bad: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  hello: { contract: ['1', 1.5], run: [1, 'x'.repeat(257)], pod: [null], ips: ['10.0.0.1', [1], Array.from({ length: 17 }, () => 'x')], wall: [0] },
  listening: { protocol: ['sctp'], port: [0, 65536, '80'], ms: [-1, 1e11], error: [1] },
  ordered: { number: [-1, '1'], ms: [-1], error: [1, 'x'.repeat(1025)] },
  streak: {
    dial: [1],
    kind: ['open'],
    proof: ['yes'],
    code: [1],
    syscall: [1],
    n: [0, -1, 1.5, 1e10],
    firstMs: [-1, null],
    lastMs: ['1'],
    endMs: [1e11],
    minMs: [-1],
    maxMs: [-1],
    local: [1],
    remote: [1],
    by: [{ a: -1 }, { a: 'x' }, [1]],
    seen: [1],
  },
  accept: { n: [0], from: [1], firstMs: [-1], lastMs: [-1] },
  witness: { protocol: ['TCP'], port: [1.5], nonce: [1], from: [1], n: [0], firstMs: [-1], lastMs: [-1] },
  beat: { ms: ['now'], unwitnessed: [-1] },
  end: { ms: [-1], reason: ['done'], message: [1, 'x'.repeat(4097)], lines: [-1, 0.5], attempts: [-1], sha256: ['a'.repeat(63), 'A'.repeat(64), 1] },
};

describe('parseRecord()', () => {
  for (const [t, record] of Object.entries(good)) {
    it(`takes a ${t} record`, () => expect(parseRecord(JSON.stringify(record))).to.deep.equal(record));

    for (const field of Object.keys(record).filter((name) => name !== 't')) {
      it(`names ${field} where a ${t} record lacks it`, () => {
        expect(parseRecord(JSON.stringify({ ...record, [field]: undefined }))).to.equal(`a record is malformed at ${field}`);
      });
    }

    for (const [field, values] of Object.entries(bad[t] ?? {})) {
      it(`names ${field} where it is wrong in a ${t} record`, () => {
        for (const value of values) expect(parseRecord(JSON.stringify({ ...record, [field]: value })), JSON.stringify(value)).to.match(new RegExp(`^a record is malformed at ${field}(\\.|$)`));
      });
    }

    it(`leaves out of a ${t} record what the contract does not know`, () => {
      expect(parseRecord(JSON.stringify({ ...record, evil: true }))).to.deep.equal(record);
    });
  }

  const cases: readonly [name: string, line: string, flaw: string][] = [
    ['no JSON', '{"t":"hello"', 'a line is not JSON'],
    ['nothing', '', 'a line is not JSON'],
    ['a number', '1', 'a record is malformed at its type'],
    ['null', 'null', 'a record is malformed at its type'],
    ['a list', '[]', 'a record is malformed at its type'],
    ['an unknown type', '{"t":"leak"}', 'a record is malformed at t'],
  ];
  for (const [name, line, flaw] of cases) it(`says "${flaw}" of ${name}`, () => expect(parseRecord(line)).to.equal(flaw));

  it('checks every field that a record has', () => {
    for (const [t, record] of Object.entries(good)) expect(Object.keys(bad[t] ?? {}), t).to.include.members(Object.keys(record).filter((name) => name !== 't'));
  });
});
