import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { scenarios } from '../../e2e/wrong-answers/all.ts';
import { documentPath, withTable } from '../../e2e/wrong-answers/table.ts';

describe('the rows of the wrong-answer suite', () => {
  it('are what docs/wrong-answers.md says', () => {
    const document = readFileSync(documentPath, 'utf8');
    expect(document, 'run node test/e2e/wrong-answers/table.ts').to.equal(withTable(document));
  });

  for (const { name, rows, sources, targets } of scenarios) {
    it(`${name}: name their sources and targets, and each cell once`, () => {
      const cells = rows.flatMap((row) => row.cells);
      expect(cells.filter(({ from, to }) => !(from in sources) || !(to in targets))).to.deep.equal([]);
      const keys = cells.map(({ from, to, path, family }) => [from, to, path, family].join(' '));
      expect(new Set(keys).size).to.equal(keys.length);
    });

    it(`${name}: say one thing of a pair`, () => {
      const pairs = Map.groupBy(rows.flatMap((row) => row.cells), ({ from, to }) => `${from} ${to}`);
      for (const [pair, cells] of pairs) expect(new Set(cells.map((cell) => cell.expect)).size, pair).to.equal(1);
    });
  }

  it('never let a deny conform where nothing enforces', () => {
    const denies = scenarios.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.filter((cell) => cell.expect === 'deny')));
    expect(denies.filter(({ right }) => right.none.includes('conforms'))).to.deep.equal([]);
  });
});
