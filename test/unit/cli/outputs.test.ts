import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openOutputs, parseOutputs, writeReport } from '../../../src/cli/outputs.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { renderers } from '../../../src/report/render.ts';
import { mixed } from '../report/reports.ts';

describe('parseOutputs()', () => {
  const rows = [
    { given: [], shown: 'table', files: [] },
    { given: ['json'], shown: 'json', files: [] },
    { given: ['junit=a.xml'], shown: 'table', files: ['junit a.xml'] },
    { given: ['junit=a.xml', 'tap', 'sarif=b=c.sarif'], shown: 'tap', files: ['junit a.xml', 'sarif b=c.sarif'] },
  ];
  for (const { given, shown, files } of rows) {
    it(`reads ${given.join(' ') || 'nothing'}`, () => {
      const outputs = parseOutputs(given);
      expect([outputs.shown, outputs.files.map(({ format, path }) => `${format} ${path}`)]).to.deep.equal([shown, files]);
    });
  }

  for (const [given, message] of [
    [['xml'], 'There is no format "xml": one of table, wide, json, yaml, junit, sarif, tap, markdown, html, prometheus, openreports'],
    [['junit='], 'Cannot read -o "junit=": a file is missing after "="'],
    [['json', 'tap'], 'Cannot print json and tap to standard output together: give all but one a file, as in -o tap=FILE'],
    [['json=a', 'tap=a'], 'Cannot write two formats to "a"'],
  ] as const) {
    it(`refuses ${given.join(' ')}`, () => expect(() => parseOutputs(given)).to.throw(message));
  }
});

describe('writeReport()', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'netproof-outputs-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('prints one format, and writes the others without colour', () => {
    const outputs = openOutputs(parseOutputs([`junit=${join(folder, 'a.xml')}`, `table=${join(folder, 'a.txt')}`, 'json']));
    let printed = '';
    const paint = createPaint(true);
    writeReport(outputs, mixed(), { paint, columns: 80, result: (text) => (printed += text), draw: () => expect.fail('drawn for people') });
    expect(printed).to.equal(renderers.json(mixed(), { paint }));
    expect(readFileSync(join(folder, 'a.xml'), 'utf8')).to.equal(renderers.junit(mixed(), { paint }));
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).to.equal(renderers.table(mixed(), { paint: createPaint(false) }));
  });

  it('draws for people what is for people, as wide as the terminal', () => {
    let drawn = '';
    const paint = createPaint(false);
    writeReport(openOutputs(parseOutputs([])), mixed(), { paint, columns: 44, result: () => expect.fail('printed for programs'), draw: (text) => (drawn += text) });
    expect(drawn).to.equal(renderers.table(mixed(), { paint, columns: 44 })).and.not.equal(renderers.table(mixed(), { paint }));
  });

  it('leaves what is there until there is a report', () => {
    const [old, fresh] = [join(folder, 'old.prom'), join(folder, 'new.prom')];
    writeFileSync(old, 'of yesterday');
    const outputs = openOutputs(parseOutputs([`prometheus=${old}`, `json=${fresh}`]));
    expect([readFileSync(old, 'utf8'), existsSync(fresh), readdirSync(folder)]).to.deep.equal(['of yesterday', false, ['old.prom']]);
    writeReport(outputs, mixed(), { paint: createPaint(false), columns: 80, result: () => undefined, draw: () => undefined });
    expect([readFileSync(old, 'utf8'), readdirSync(folder).toSorted()]).to.deep.equal([renderers.prometheus(mixed(), { paint: createPaint(false) }), ['new.prom', 'old.prom']]);
  });

  it('finds out before the packets that a file cannot be written', () => {
    expect(() => openOutputs(parseOutputs([`junit=${join(folder, 'nowhere/a.xml')}`]))).to.throw('Cannot write');
  });
});
