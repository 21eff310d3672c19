import { expect } from 'chai';
import { writeAll } from '../../../probes/stdout.ts';

const full = (): never => {
  throw Object.assign(new Error('resource temporarily unavailable'), { code: 'EAGAIN' });
};

describe('writeAll()', () => {
  it('goes on where the pipe took a part, and waits where it took nothing', () => {
    let taken = '';
    let calls = 0;
    writeAll('zwölf Boxkämpfer\n', (bytes, offset) => {
      calls += 1;
      if (calls % 2 === 0) return full();
      taken += bytes.toString('latin1', offset, offset + 5);
      return Math.min(5, bytes.length - offset);
    });

    expect(Buffer.from(taken, 'latin1').toString()).to.equal('zwölf Boxkämpfer\n');
  });

  it('throws when the reader is gone', () => {
    expect(() => writeAll('x', () => { throw Object.assign(new Error('broken pipe'), { code: 'EPIPE' }); })).to.throw('broken pipe');
  });
});
