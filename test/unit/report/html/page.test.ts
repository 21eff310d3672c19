import { createHash } from 'node:crypto';
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { RunReport } from '../../../../src/model/report.ts';
import { checksOf } from '../../../../src/report/formats/checks.ts';
import { renderHtml } from '../../../../src/report/html/page.ts';
import { plain } from '../../../../src/report/paint.ts';
import { readPage } from '../../../support/html.ts';
import type { ReadPage } from '../../../support/html.ts';
import { anyText, attacks, renamed } from '../../../support/named.ts';
import { shopReport } from '../../../support/shop-report.ts';
import { steering } from '../reports.ts';
import { reports } from '../formats/reports.ts';

const read = (report: RunReport): ReadPage => readPage(renderHtml(report));
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Attributes that are read out say what was named. */
const spoken = (attributes: Readonly<Record<string, unknown>>): object => ({ ...attributes, ...(attributes['title'] === undefined ? {} : { title: 'text' }), ...(attributes['aria-label'] === undefined ? {} : { 'aria-label': 'text' }) });

/** Everything of a page but what somebody named. */
const structureOf = (report: RunReport): unknown => {
  const { tags, style, script, json } = read(report);
  const { pieces, ...rest } = JSON.parse(json) as { pieces: (string | readonly unknown[] | Record<string, unknown>)[] };
  return { tags: tags.map(({ name, attributes }) => [name, spoken(attributes)]), style, script, pieces: pieces.map((piece) => (typeof piece === 'string' ? 'text' : Array.isArray(piece) ? piece : spoken(piece as Record<string, unknown>))), ...rest };
};

describe('renderHtml()', () => {
  for (const [name, report] of Object.entries({ ...reports, 'a shop': shopReport })) {
    it(`agrees with the exit code, and tells why: ${name}`, () => {
      const { exitCode } = report();
      const { text, tags } = read(report());
      const outcomes = { 0: 'conforms', 1: 'fails', 2: 'open-question', 3: 'open-question', 130: 'open-question' } as const;
      expect(tags.find(({ attributes }) => attributes['role'] === 'status')?.attributes['class']).to.equal(`outcome ${outcomes[exitCode]}`);
      expect(text).to.include(`exit code ${exitCode}`);
      for (const { result, message = '' } of checksOf(report())) if (result === 'fail' || result === 'error') expect(text).to.include(plain(message).replaceAll(/\s+/g, ' '));
    });

    it(`is the same each time: ${name}`, () => expect(renderHtml(report())).to.equal(renderHtml(report())));

    it(`steers no terminal: ${name}`, () => expect(renderHtml(report())).to.not.match(steering));
  }

  it('takes whatever somebody named for text', () => {
    const shop = shopReport();
    const harmless = structureOf(renamed(shop, (text) => `x${text}`));
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...attacks), anyText, fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '`', '&', '/', '=', '!', ' ', '-', 'script') })), (hostile) => {
        expect(structureOf(renamed(shop, (text) => `${hostile}${text}`))).to.deep.equal(harmless);
      }),
      { numRuns: 60, examples: attacks.map((attack): [string] => [attack]) },
    );
  }).timeout(120_000);

  it('shows what was named as it was named', () => {
    const { text, json } = read(renamed(shopReport(), (named) => `<b>&amp;"'${named}`));
    expect(text).to.include(`<b>&amp;"'web → <b>&amp;"'debug`);
    expect(json).to.not.include('<');
    expect(JSON.parse(json)).to.have.property('pieces').that.includes(`<b>&amp;"'stranger → <b>&amp;"'payments`);
  });

  it('allows this script and this style, and nothing else', () => {
    const { tags, style, script } = read(shopReport());
    const policy = tags.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')?.attributes['content']?.split('; ');
    expect(policy).to.deep.equal(["default-src 'none'", `script-src ${hashOf(script)}`, `style-src ${hashOf(style)}`, "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"]);
  });

  it('needs nothing that is not in it', () => {
    const { tags, style } = read(shopReport());
    const names = tags.flatMap(({ attributes }) => Object.keys(attributes));
    expect(names.filter((name) => name.startsWith('on') || ['src', 'style', 'srcset', 'action'].includes(name))).to.deep.equal([]);
    expect(tags.flatMap(({ attributes }) => attributes['href'] ?? []).filter((href) => !href.startsWith('#pair-'))).to.deep.equal([]);
    expect(style).to.not.match(/url\(|@import/);
  });

  it('leads each link to an entry of the matrix', () => {
    const { tags } = read(shopReport());
    const ids = new Set(tags.flatMap(({ attributes }) => attributes['id'] ?? []));
    const links = tags.flatMap(({ attributes }) => attributes['href']?.slice(1) ?? []);
    expect(links.length).to.be.above(8);
    expect(links.filter((id) => !ids.has(id))).to.deep.equal([]);
  });

  it('says in words what it says in colours', () => {
    const { text, tags } = read(shopReport());
    for (const words of ['▲ LEAK', '■ OVERBLOCK', '? unclear', '✕ closed ◔', '✕ closed ≠', 'intent deny, policy allow, reality open', 'start-up exposure: open 0 ms to 300 ms (7 attempts), then closed 350 ms to 3 950 ms (73 attempts)']) expect(text).to.include(words);
    expect(tags.filter(({ name }) => name === 'th').every(({ attributes }) => attributes['scope'] !== undefined)).to.equal(true);
  });

  it('draws many targets small, and says the same of each', () => {
    const shop = shopReport();
    const targets = [...shop.targets, ...Array.from({ length: 10 }, (_, index) => `more-${index}`)];
    const entries = read({ ...shop, targets }).tags.filter(({ name, attributes }) => name === 'td' && attributes['class']?.startsWith('leak i-'));
    expect(entries.map(({ attributes }) => attributes['aria-label'])).to.deep.equal(['LEAK, intent deny, policy allow, reality open', 'LEAK, intent deny, policy deny, reality open']);
  });

  it('cuts a long list of findings, and says so', () => {
    const shop = shopReport();
    const [leak] = shop.cells.filter(({ status }) => status === 'leak');
    const cells = Array.from({ length: 320 }, (_, index) => ({ ...leak!, cell: { ...leak!.cell, id: `c${index}`, target: `t${index}` } }));
    const findings = cells.map(({ cell }) => ({ kind: 'leak' as const, cell: cell.id, message: `${cell.id} is open` }));
    const { text } = read({ ...shop, cells, findings, targets: cells.map(({ cell }) => cell.target), sources: [leak!.cell.source] });
    expect(text).to.include('c299 is open').and.include('… and 20 more pairs').and.not.include('c300 is open');
  });

  it('draws what an earlier version knew', () => {
    const shop = shopReport();
    const cells = shop.cells.map((cell) => ({ ...cell, ends: undefined, ...(cell.reality && { reality: { ...cell.reality, destinations: cell.reality.destinations.map((seen) => ({ ...seen, tally: { ...seen.tally, answers: undefined } })) } }) }));
    const { text } = read(JSON.parse(JSON.stringify({ ...shop, cells })) as RunReport);
    expect(text).to.include('This report holds no times of attempts.').and.include('▲ LEAK');
  });
});
