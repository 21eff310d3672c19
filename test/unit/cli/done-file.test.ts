import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { doneFileOf, openDoneFile, writeDoneFile } from '../../../src/cli/done-file.ts';
import { parseOutputs } from '../../../src/cli/outputs.ts';

const outputs = parseOutputs(['table', 'junit=a.xml', 'json=/b.json']);

describe('doneFileOf()', () => {
  it('names the first report file, wherever the reader stands', () => expect(doneFileOf('done', outputs)).to.deep.equal({ path: 'done', names: join(process.cwd(), 'a.xml') }));
  it('is nothing where nobody asks for it', () => expect(doneFileOf(undefined, outputs)).to.equal(undefined));
  it('refuses what has no report to name', () =>
    expect(() => doneFileOf('done', parseOutputs(['junit']))).to.throw('Cannot write --done-file "done": it names the first report file, and there is none; give -o FORMAT=FILE'));
});

describe('a done file', () => {
  let folder = '';
  const done = () => ({ path: relative(process.cwd(), join(folder, 'done')), names: '/reports/a.xml' });
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'netproof-done-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is not there before it is written, not even that of an earlier run', () => {
    writeFileSync(done().path, 'earlier');
    openDoneFile(done());
    expect(existsSync(done().path)).to.equal(false);
  });

  it('is the path and nothing else, and leaves nothing beside it', () => {
    openDoneFile(done());
    writeDoneFile(done());
    expect(readFileSync(done().path, 'utf8')).to.equal('/reports/a.xml');
    expect(existsSync(`${done().path}.part`)).to.equal(false);
  });

  it('finds out before the packets that it cannot be written', () => {
    expect(() => openDoneFile({ ...done(), path: join(folder, 'nowhere/done') })).to.throw('Cannot write');
    expect(() => openDoneFile({ ...done(), path: folder })).to.throw(`Cannot write "${folder}"`);
  });
});
