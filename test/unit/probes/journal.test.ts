import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { type EndRecord, maxLineBytes, type StreakRecord } from '../../../probes/contract.ts';
import { createJournal, type Journal } from '../../../probes/journal.ts';

const streak: StreakRecord = {
  t: 'streak', dial: 'd', kind: 'timed-out', proof: 'none', n: 7, firstMs: 0, lastMs: 6, endMs: 7, minMs: 1, maxMs: 1,
};

const write = (use: (journal: Journal) => void): string[] => {
  let text = '';
  use(createJournal((more) => (text += more)));
  return text.split(/(?<=\n)/);
};

describe('createJournal()', () => {
  it('ends with the counts and the digest of the lines before', () => {
    const [first, second, last = ''] = write(({ write: put, end }) => {
      put({ t: 'beat', ms: 1 });
      put(streak);
      end(9, 'stopped');
    });

    const sha256 = createHash('sha256').update(`${first}${second}`).digest('hex');
    expect(JSON.parse(last)).to.deep.equal({ t: 'end', ms: 9, reason: 'stopped', lines: 2, attempts: 7, sha256 });
  });

  it('ends once, and writes nothing after the end', () => {
    const lines = write(({ write: put, end }) => {
      end(1, 'life-over');
      end(2, 'stopped');
      put(streak);
    });

    expect(lines.map((line) => (JSON.parse(line) as EndRecord).reason)).to.deep.equal(['life-over']);
  });

  it('takes a line of the greatest length and refuses a longer one', () => {
    const room = maxLineBytes - `${JSON.stringify({ ...streak, dial: '' })}\n`.length;

    const [line = ''] = write(({ write: put }) => put({ ...streak, dial: 'x'.repeat(room) }));

    expect(line).to.have.length(maxLineBytes);
    expect(() => write(({ write: put }) => put({ ...streak, dial: 'x'.repeat(room + 1) }))).to.throw(
      RangeError,
      'Cannot write a "streak" record: its line has 8193 bytes, at most 8192 are allowed',
    );
  });

  it('counts bytes, not characters', () => {
    expect(() => write(({ write: put }) => put({ ...streak, dial: '→'.repeat(3000) }))).to.throw(RangeError, 'bytes');
  });

  it('cuts the message of a crash', () => {
    const [line = ''] = write(({ end }) => end(1, 'crashed', 'x'.repeat(5000)));

    expect((JSON.parse(line) as EndRecord).message).to.have.length(1000);
  });
});
