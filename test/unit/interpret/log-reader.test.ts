import { createHash } from 'node:crypto';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { maxLineBytes } from '../../../probes/contract.ts';
import { createJournal } from '../../../probes/journal.ts';
import type { EndRecord, HelloRecord, ProbeRecord } from '../../../probes/contract.ts';
import { createLogReader } from '../../../src/interpret/log-reader.ts';
import type { LogReader } from '../../../src/interpret/log-reader.ts';
import type { PodLog } from '../../../src/model/recording.ts';
import { streaksOf } from '../../support/streaks.ts';

const pod = { namespace: 'app', name: 'web' };
const hello: HelloRecord = { t: 'hello', contract: 4, run: 'r', pod: 'web', ips: ['10.0.0.1'], wall: '2027-01-15T08:00:00.000Z' };
/** A probe that cannot read its plan does not know who it is. */
const nobody: HelloRecord = { ...hello, run: '', pod: '' };
const records: readonly Exclude<ProbeRecord, EndRecord>[] = [
  hello,
  { t: 'accept', n: 1, from: '10.0.0.9', firstMs: 900, lastMs: 900 },
  ...streaksOf('d0', [['timed-out', 0, 2000], ['echo', 2000, 2500]], undefined, 'résponder-é'),
  { t: 'beat', ms: 3000 },
];

/** What a probe writes, line by line. */
const write = (body: readonly Exclude<ProbeRecord, EndRecord>[], reason: EndRecord['reason'] = 'stopped', message?: string): string[] => {
  let text = '';
  const journal = createJournal((line) => (text += line));
  for (const record of body) journal.write(record);
  journal.end(4000, reason, message);
  return text.split(/(?<=\n)/);
};

const whole = write(records);
const read = (lines: readonly string[] | Uint8Array, arrivedMs = 10_000): PodLog => {
  const reader = createLogReader(pod, 'r');
  reader.push(lines instanceof Uint8Array ? lines : Buffer.from(lines.join('')), arrivedMs);
  return reader.read();
};
/** A hello of so many bytes, and its newline, in pieces of a size. */
const flawOfHelloIn = (bytes: number, size: number): string | undefined => {
  const reader = createLogReader(pod, 'r');
  const line = Buffer.from(`${JSON.stringify(hello).padEnd(bytes)}\n`);
  for (let at = 0; at < line.length; at += size) reader.push(line.subarray(at, at + size), 0);
  return reader.read().flaw;
};
const replaced = (index: number, line: string): string[] => whole.with(index, line);

describe('createLogReader()', () => {
  it('reads a whole log: its records without beats, its end, no flaw', () => {
    const log = read(whole);
    expect(log.whole).to.equal(true);
    expect(log).to.not.have.property('flaw');
    expect(log.records).to.deep.equal(records.filter(({ t }) => t !== 'beat'));
    expect(log.end).to.include({ t: 'end', reason: 'stopped', attempts: 50 });
  });

  it('keeps a beat that tells of requests nobody bore witness of', () => {
    const beat = { t: 'beat', ms: 1, unwitnessed: 3 } as const;
    expect(read(write([hello, beat])).records).to.deep.include(beat);
  });

  const flaws: readonly [name: string, lines: readonly string[], flaw: string][] = [
    ['nothing came', [], 'the log has no end record'],
    ['the end is missing', whole.slice(0, -1), 'the log has no end record'],
    ['it breaks off in the middle of a line', [...whole.slice(0, -1), whole.at(-1)?.slice(0, 30) ?? ''], 'the log breaks off in the middle of a line'],
    ['a line is missing', whole.toSpliced(1, 1), 'the log has 5 lines of 6'],
    ['an attempt is missing', replaced(2, whole[2]?.replace('"n":20', '"n":19') ?? ''), 'the log has 49 attempts of 50'],
    ['a line was changed', replaced(1, whole[1]?.replace('10.0.0.9', '10.0.0.8') ?? ''), "the log's digest is not that of its lines"],
    ['lines changed places', [...whole.slice(0, 1), whole[2] ?? '', whole[1] ?? '', ...whole.slice(3)], "the log's digest is not that of its lines"],
    ['a line came twice', [...whole.slice(0, 2), ...whole.slice(1)], 'the log has 7 lines of 6'],
    ['records follow the end', [...whole, whole[1] ?? ''], 'there are lines after the end record'],
    ['it ends twice', [...whole, whole.at(-1) ?? ''], 'there are lines after the end record'],
    ['a record is malformed', replaced(1, '{"t":"accept","n":0,"from":"x","firstMs":0,"lastMs":0}\n'), 'a record is malformed at n'],
    ['a line is not JSON', replaced(1, '{"t":"accept"\n'), 'a line is not JSON'],
    ['a line is too long', replaced(1, `{"t":"accept","from":"${'x'.repeat(maxLineBytes)}"}\n`), 'a line is longer than the contract allows'],
    ['a line that is too long never ends', [`{"t":"accept","from":"${'x'.repeat(maxLineBytes)}`], 'a line is longer than the contract allows'],
    ['it is of another contract', write([{ ...hello, contract: 2 }]), 'the probe speaks version 2 of the contract, not 4'],
    ['it is of another pod', write([{ ...hello, pod: 'other' }]), 'the log is that of another pod'],
    ['it is of another run', write([{ ...hello, run: 'other' }, ...records.slice(1)]), 'the log is that of another run'],
    ['it names its pod, but no run', write([{ ...hello, run: '' }, ...records.slice(1)]), 'the log is that of another run'],
    ['it names its run, but no pod', write([{ ...hello, pod: '' }, ...records.slice(1)]), 'the log is that of another pod'],
    ['nobody says hello, and goes on', write([nobody, ...records.slice(1)]), 'the log is that of another pod'],
    ['nobody says hello, and was stopped', write([nobody]), 'the log is that of another pod'],
    ['there is no hello', write(records.slice(1)), 'the log does not begin with a hello record'],
    ['there is nothing but an end', write([]), 'the log does not begin with a hello record'],
    ['something comes before the hello', write([...records.slice(1, 2), hello, ...records.slice(2)]), 'the log does not begin with a hello record'],
    ['it says hello again', write([...records, hello]), 'a second hello record'],
    ['it is another pod later', write([...records, { ...hello, pod: 'other' }]), 'a second hello record'],
    ['it is nobody later', write([...records, nobody]), 'a second hello record'],
    ['the probe crashed', write(records, 'crashed', 'Error: boom'), 'the probe ended with "crashed": Error: boom'],
    ['the probe crashed before it said hello', write([], 'crashed', 'Error: boom'), 'the probe ended with "crashed": Error: boom'],
    ['the probe could not read its plan', write([nobody], 'bad-plan', 'no plan'), 'the probe ended with "bad-plan": no plan'],
  ];
  for (const [name, lines, flaw] of flaws) {
    it(`finds a log flawed where ${name}`, () => expect(read(lines)).to.include({ whole: false, flaw }));
  }

  it('finds a log flawed that is not UTF-8', () => {
    const line = Buffer.concat([Buffer.from('{"t":"accept","n":1,"from":"'), Buffer.from([0xff]), Buffer.from('","firstMs":0,"lastMs":0}\n')]);
    expect(read(line)).to.include({ whole: false, flaw: 'a line is not UTF-8' });
  });

  it('finds a log flawed that is a flood', () => {
    const reader = createLogReader(pod, 'r');
    const line = Buffer.from(`${'noise '.repeat(1000)}\n`);
    for (let count = 0; count < 2200; count += 1) reader.push(line, 0);
    expect(reader.read().flaw).to.equal('the log is longer than 12582912 bytes');
    expect(reader.ended()).to.equal(true);
  });

  it("leaves out a runtime's own words, however long and between which lines", () => {
    const noise = ['(node:1) Warning: something\n', '\n', `${'x'.repeat(3 * maxLineBytes)}\n`, '{"message":"not ours"}\n'];
    const mixed = whole.flatMap((line, index) => [noise[index % noise.length] ?? '', line]);
    expect(read([...mixed, ...noise])).to.deep.equal(read(whole));
  });

  it('gives the same whatever the chunks', () => {
    const noisy = Buffer.from([whole[0], `${'é'.repeat(maxLineBytes)}\n`, ...whole.slice(1)].join(''));
    const bytes = [Buffer.from(whole.join('')), noisy, Buffer.from(whole.slice(0, -1).join('')), Buffer.from([...whole, whole[1]].join(''))];
    fc.assert(
      fc.property(fc.constantFrom(...bytes), fc.array(fc.nat(20_000), { maxLength: 12 }), (all, cuts) => {
        const reader = createLogReader(pod, 'r');
        const bounds = [0, ...cuts.map((cut) => cut % all.length).sort((a, b) => a - b), all.length];
        bounds.slice(1).forEach((to, index) => reader.push(all.subarray(bounds[index], to), 10_000));
        expect(reader.read()).to.deep.equal(read(all));
      }),
      { numRuns: 300 },
    );
  });

  it('takes a line of as many bytes as the contract allows, and none of one more', () => {
    for (const size of [1, maxLineBytes, 2 * maxLineBytes]) {
      expect([maxLineBytes, maxLineBytes + 1].map((bytes) => flawOfHelloIn(bytes, size)), `in pieces of ${size}`).to.deep.equal(['the log has no end record', 'a line is longer than the contract allows']);
    }
  });

  it('gives the same byte by byte', () => {
    const reader = createLogReader(pod, 'r');
    for (const byte of Buffer.from(whole.join(''))) reader.push(Uint8Array.of(byte), 10_000);
    expect(reader.read()).to.deep.equal(read(whole));
  });

  const greeted = (knownOffsetMs?: number): LogReader => {
    const reader = createLogReader(pod, 'r', knownOffsetMs);
    reader.push(Buffer.from(whole[0] ?? ''), 9000);
    return reader;
  };

  it('takes the smallest offset that any line allows', () => {
    const reader = greeted();
    const at: readonly [ms: number, arrivedMs: number][] = [[100, 5300], [200, 5250], [300, 5900]];
    for (const [ms, arrivedMs] of at) reader.push(Buffer.from(`${JSON.stringify({ t: 'beat', ms })}\n`), arrivedMs);
    expect(reader.read().offsetMs).to.equal(5050);
  });

  it('keeps a smaller offset of an earlier reading, and says 0 before there is any', () => {
    const reader = greeted(4000);
    reader.push(Buffer.from('{"t":"beat","ms":100}\n'), 9000);
    expect([reader.read().offsetMs, greeted().read().offsetMs]).to.deep.equal([4000, 0]);
  });

  it('begins again with nothing but what it knows of the clock', () => {
    const reader = greeted();
    reader.push(Buffer.from('{"t":"beat","ms":100}\nno line yet'), 5000);
    const again = reader.again();
    expect([again.read().offsetMs, again.read().records]).to.deep.equal([4900, []]);
    again.push(Buffer.from(whole.join('')), 10_000);
    expect(again.read()).to.include({ whole: true, offsetMs: 4900 });
    expect(greeted().again().read().offsetMs, 'nothing was known').to.equal(0);
  });

  it('counts what came late as arrived when its line was complete', () => {
    const reader = greeted();
    const line = Buffer.from('{"t":"beat","ms":100}\n');
    reader.push(line.subarray(0, 10), 1000);
    reader.push(line.subarray(10), 2000);
    expect(reader.read().offsetMs).to.equal(1900);
  });

  it('has ended with the end record, or with a flaw, not before', () => {
    const reader = createLogReader(pod, 'r');
    reader.push(Buffer.from(whole.slice(0, -1).join('')), 0);
    expect(reader.ended()).to.equal(false);
    reader.push(Buffer.from(whole.at(-1) ?? ''), 0);
    expect(reader.ended()).to.equal(true);
  });

  it('gives values that do not change later', () => {
    const reader = createLogReader(pod, 'r');
    reader.push(Buffer.from(whole[0] ?? ''), 0);
    const before = reader.read();
    reader.push(Buffer.from(whole.slice(1).join('')), 0);
    expect([before.records.length, before.whole]).to.deep.equal([1, false]);
  });

  it('takes the digest over bytes, as the probe does', () => {
    const body = whole.slice(0, -1).join('');
    expect(read(whole).end?.sha256).to.equal(createHash('sha256').update(body).digest('hex'));
  });
});
