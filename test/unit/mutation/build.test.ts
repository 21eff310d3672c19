import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { codeKey, withCases } from '../../mutation/build.ts';
import { cases } from '../conformance/support/cases.ts';

describe('codeKey()', () => {
  let root = '';
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'netproof-code-'))));
  afterEach(() => rmSync(root, { recursive: true }));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  for (const [file, matters] of [
    ['src/run/a.ts', true],
    ['probes/a.ts', true],
    ['test/enforcer/faults/a.ts', true],
    ['src/report/a.ts', false],
    ['src/cli/a.ts', false],
    ['src/conformance/cases/a.yaml', false],
    ['test/mutation/a.ts', false],
    ['docs/a.md', false],
  ] as const) {
    it(`${matters ? 'is another' : 'is the same'} where ${file} is`, async () => {
      write(file, 'one');
      const before = await codeKey(root);
      write(file, 'two');
      expect((await codeKey(root)) !== before).to.equal(matters);
    });
  }
});

describe('withCases()', () => {
  const [first, second] = cases;
  it('is another key with other code, with other cases, and with a case that was changed', () => {
    if (first === undefined || second === undefined) throw new Error('there are no cases');
    const keys = [withCases('a', []), withCases('b', []), withCases('a', [first]), withCases('a', [second]), withCases('a', [{ ...first, title: 'another' }])];
    expect(new Set(keys).size).to.equal(keys.length);
    expect(withCases('a', [first])).to.equal(withCases('a', [structuredClone(first)]));
  });
});
