import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { NetproofError } from '../../../src/errors.ts';
import { parseMatrix } from '../../../src/matrix/parse.ts';

const folder = join(import.meta.dirname, '../../fixtures/invalid');

/** The comments at the head of a fixture are the message, line by line, with FILE for the file's name. */
const expectedMessage = (text: string): string => (/^(?:# .*\n)+/.exec(text)?.[0] ?? '').replace(/^# /gm, '').trimEnd();

const messageOf = (text: string): string => {
  try {
    parseMatrix(text, 'FILE');
  } catch (error) {
    expect(error).to.be.instanceOf(NetproofError).with.property('code', 'ERR_USAGE');
    return (error as Error).message;
  }
  return 'no error';
};

describe('parseMatrix(), with a file that is wrong', () => {
  const files = globSync('*.yaml', { cwd: folder }).toSorted();

  it('has files to try', () => expect(files.length).to.be.above(70));

  for (const file of files) {
    it(`refuses ${file.replace('.yaml', '').replaceAll('-', ' ')}`, () => {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(expectedMessage(text)).to.match(/^FILE/);
      expect(messageOf(text)).to.equal(expectedMessage(text));
    });
  }

  for (const [name, text] of [['an empty file', ''], ['a byte order mark alone', '\uFEFF'], ['blank lines', '\n \n']] as const) {
    it(`refuses ${name}`, () => expect(messageOf(text)).to.equal('FILE: is empty'));
  }
});
