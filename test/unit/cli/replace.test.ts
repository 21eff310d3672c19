import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, constants, existsSync, lstatSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkReplaceable, replaceText } from '../../../src/cli/replace.ts';
import { skipUnlessCi } from '../../support/skip.ts';

describe('replaceText()', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  /** What a link leads to is there already by its own name. */
  const all = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('link/')).toSorted();
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'netproof-replace-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What is there before, by which name it is written, and where the text is found. */
  const files: readonly [name: string, prepare: () => void, path: string, found: string][] = [
    ['a new file', () => undefined, 'a', 'a'],
    ['a file that is there', () => writeFileSync(at('a'), 'old'), 'a', 'a'],
    ['a link', () => (writeFileSync(at('a'), 'old'), symlinkSync('a', at('link'))), 'link', 'a'],
    ['a link to a link in another folder', () => (mkdirSync(at('sub')), writeFileSync(at('a'), 'old'), symlinkSync('../a', at('sub/one')), symlinkSync('sub/one', at('link'))), 'link', 'a'],
    ['a link to a file that is not there', () => symlinkSync('a', at('link')), 'link', 'a'],
    ['a file in a linked folder', () => (mkdirSync(at('sub')), symlinkSync('sub', at('link'))), 'link/a', 'sub/a'],
  ];
  for (const [name, prepare, path, found] of files) {
    it(`writes ${name}, leaves it until then, and leaves nothing beside it`, () => {
      prepare();
      const before = all();
      const old = existsSync(at(found)) ? readFileSync(at(found), 'utf8') : undefined;
      checkReplaceable(at(path));
      expect([all(), existsSync(at(found)) ? readFileSync(at(found), 'utf8') : undefined]).to.deep.equal([before, old]);
      replaceText(at(path), 'new');
      expect([readFileSync(at(found), 'utf8'), lstatSync(at(found)).isFile()]).to.deep.equal(['new', true]);
      expect(all()).to.deep.equal([...new Set([...before, found])].toSorted());
      if (path === 'link') expect(lstatSync(at(path)).isSymbolicLink()).to.equal(true);
    });
  }

  it('takes nothing from whoever reads the old text', () => {
    writeFileSync(at('a'), 'old');
    const reader = openSync(at('a'), 'r');
    replaceText(at('a'), 'new');
    const read = Buffer.alloc(10);
    expect(read.toString('utf8', 0, readSync(reader, read))).to.equal('old');
    closeSync(reader);
  });

  for (const mode of [0o600, 0o664]) {
    it(`keeps who may read it: ${mode.toString(8)}`, () => {
      writeFileSync(at('a'), 'old');
      chmodSync(at('a'), mode);
      replaceText(at('a'), 'new');
      expect(statSync(at('a')).mode & 0o777).to.equal(mode);
    });
  }

  it('writes into a named pipe, and does not open it before', () => {
    execFileSync('mkfifo', [at('pipe')]);
    // Nobody reads yet: to open it would take for ever.
    checkReplaceable(at('pipe'));
    const reader = openSync(at('pipe'), constants.O_RDWR | constants.O_NONBLOCK);
    replaceText(at('pipe'), 'new');
    const read = Buffer.alloc(10);
    expect([read.toString('utf8', 0, readSync(reader, read)), lstatSync(at('pipe')).isFIFO()]).to.deep.equal(['new', true]);
    closeSync(reader);
  });

  it('writes to a device', () => {
    checkReplaceable('/dev/null');
    replaceText('/dev/null', 'new');
    expect(lstatSync('/dev/null').isCharacterDevice()).to.equal(true);
  });

  it('writes into a file that is open already, where that is what is asked', function () {
    if (!existsSync('/proc/self/fd')) skipUnlessCi(this, 'a file that is open', 'there is no /proc/self/fd: it takes Linux');
    const open = openSync(at('a'), 'w+');
    symlinkSync(`/proc/self/fd/${open}`, at('link'));
    for (const path of [`/proc/self/fd/${open}`, `/dev/fd/${open}`, at('link')]) {
      checkReplaceable(path);
      replaceText(path, path);
      expect(readFileSync(at('a'), 'utf8')).to.equal(path);
    }
    const read = Buffer.alloc(500);
    expect(read.toString('utf8', 0, readSync(open, read, 0, 500, 0))).to.equal(at('link'));
    closeSync(open);
  });

  const refused: readonly [name: string, prepare: () => void, path: string][] = [
    ['in a folder that is not there', () => undefined, 'nowhere/a'],
    ['that is a folder', () => mkdirSync(at('a')), 'a'],
    ['that is in a file', () => writeFileSync(at('a'), ''), 'a/b'],
    ['that leads to itself', () => symlinkSync('a', at('a')), 'a'],
    ['whose draft cannot be made', () => mkdirSync(at('a.part')), 'a'],
  ];
  for (const [name, prepare, path] of refused) {
    it(`refuses, before and then, a file ${name}`, () => {
      prepare();
      for (const act of [() => checkReplaceable(at(path)), () => replaceText(at(path), 'new')]) expect(act).to.throw(`Cannot write "${at(path)}": `).with.property('code', 'ERR_USAGE');
    });
  }
});
