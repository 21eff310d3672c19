import { expect } from 'chai';
import { renderMarkdown } from '../../../../src/report/formats/markdown.ts';
import { hostile, mixed, steering } from '../reports.ts';
import { reports } from './reports.ts';

describe('renderMarkdown()', () => {
  it('has the headline, the matrix, and the findings with how to see them', () => {
    const text = renderMarkdown(mixed());
    expect(text).to.match(/^## ❌ netproof: The cluster does not do what the matrix says: 1 leak and 1 overblock in 7 cells\.\n/);
    expect(text).to.include('| **web** | 🔒 closed | ✅ open | ❌ **LEAK** | ❌ **OVERBLOCK** | ❔ | 〰️ | 🔒 closed |');
    expect(text).to.include('- **leak**: web -&gt; cache TCP/6379 must be closed').and.include('```sh\n  kubectl run netproof-look');
  });

  for (const [name, report] of Object.entries(reports)) {
    it(`keeps its tables whole: ${name}`, () => {
      const tables = renderMarkdown(report()).split('\n\n').filter((section) => section.startsWith('| '));
      for (const table of tables) {
        const widths = table.split('\n').map((line) => line.split(/(?<!\\)\|/).length);
        expect(new Set(widths).size, table).to.equal(1);
      }
      expect(renderMarkdown(report()).startsWith(`## ${report().exitCode === 0 ? '✅' : report().exitCode === 1 ? '❌' : '⚠️'}`)).to.equal(true);
    });
  }

  it('takes names for text, whatever they look like', () => {
    const report = { ...mixed(), headline: 'a | b <img src=x> [c](d) `e` *f*' };
    expect(renderMarkdown(report).split('\n')[0]).to.equal(String.raw`## ❌ netproof: a \| b &lt;img src=x&gt; \[c\](d) \`e\` \*f\*`);
  });

  it('cuts a long list, and says so', () => {
    const report = mixed();
    const cells = Array.from({ length: 60 }, (_, index) => ({ ...report.cells[2]!, cell: { ...report.cells[2]!.cell, id: `c${index}`, target: `t${index}` } }));
    const findings = cells.map(({ cell }) => ({ kind: 'leak' as const, cell: cell.id, message: 'open' }));
    expect(renderMarkdown({ ...report, cells, findings })).to.include('- … and 10 more; `-o json` has them all');
  });

  it('steers no terminal', () => expect(renderMarkdown(hostile())).to.not.match(steering));
});
