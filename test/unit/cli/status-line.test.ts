import { expect } from 'chai';
import { createStatusLine } from '../../../src/cli/status-line.ts';
import type { StatusLine } from '../../../src/cli/status-line.ts';

const cases: readonly { name: string; act: (line: StatusLine) => void; expected: string }[] = [
  { name: 'writes it anew', act: (line) => ['one', 'two'].forEach(line.set), expected: '\r\u001b[2Kone\r\u001b[2Ktwo' },
  { name: 'writes nothing that stands there already', act: (line) => ['one', 'one'].forEach(line.set), expected: '\r\u001b[2Kone' },
  { name: 'cuts what would break the line', act: (line) => line.set('0123456789abc'), expected: '\r\u001b[2K012345678' },
  { name: 'puts a line above it, and stays below', act: (line) => (line.set('now'), line.above('then')), expected: '\r\u001b[2Know\r\u001b[2Kthen\nnow' },
  { name: 'is in the way of nothing while it is empty', act: (line) => (line.set(''), line.above('then')), expected: 'then\n' },
  { name: 'goes away', act: (line) => (line.set('now'), line.set(''), line.above('then')), expected: '\r\u001b[2Know\r\u001b[2Kthen\n' },
];

describe('createStatusLine()', () => {
  for (const { name, act, expected } of cases) {
    it(name, () => {
      let written = '';
      act(createStatusLine((text) => (written += text), () => 10));
      expect(written).to.equal(expected);
    });
  }
});
