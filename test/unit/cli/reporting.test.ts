import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rejects } from 'node:assert/strict';
import { expect } from 'chai';
import { reporting } from '../../../src/cli/reporting.ts';
import { NetproofError } from '../../../src/errors.ts';

describe('reporting()', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  const args = () => ({ output: [`junit=${at('a.xml')}`, `json=${at('a.json')}`], doneFile: at('done') });
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'netproof-reporting-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes the done file after all else', async () => {
    await reporting(args(), async () => {
      expect(existsSync(at('done'))).to.equal(false);
      writeFileSync(at('a.xml'), '<testsuites/>');
      await Promise.resolve();
    });
    expect(readFileSync(at('done'), 'utf8')).to.equal(at('a.xml'));
    expect(readFileSync(at('a.xml'), 'utf8')).to.equal('<testsuites/>');
  });

  it('writes it where nothing could be probed, too, and says so in the reports that must not be empty', async () => {
    const failure = new NetproofError('ERR_REFUSED', 'no permission to <patch> pods\nno permission to delete pods');
    await rejects(reporting(args(), () => Promise.reject(failure)), failure);
    expect(readFileSync(at('done'), 'utf8')).to.equal(at('a.xml'));
    expect(readFileSync(at('a.xml'), 'utf8')).to.match(/<testcase classname="netproof\.run" name="shows what it was asked" time="0\.000">\s*<error message="no permission to &lt;patch&gt; pods" type="run">no permission to delete pods<\/error>/);
    expect(readFileSync(at('a.json'), 'utf8')).to.equal('');
  });

  it('leaves a report alone that was there before something failed', async () => {
    await rejects(reporting(args(), async () => {
      writeFileSync(at('a.xml'), '<testsuites/>');
      await Promise.reject(new Error('Cannot write the recording'));
    }));
    expect(readFileSync(at('a.xml'), 'utf8')).to.equal('<testsuites/>');
  });

  it('does nothing where a report could not be written', async () => {
    let acted = false;
    await rejects(reporting({ output: [`junit=${at('nowhere/a.xml')}`], doneFile: at('done') }, async () => void (acted = await Promise.resolve(true))), /Cannot write/);
    expect({ acted, done: existsSync(at('done')) }).to.deep.equal({ acted: false, done: false });
  });
});
