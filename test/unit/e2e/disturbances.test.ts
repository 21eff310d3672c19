import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { otherRows } from '../../e2e/disturbances/others.ts';
import { disturbances } from '../../e2e/disturbances/rows.ts';
import { documentPath, withTables } from '../../e2e/disturbances/table.ts';

const root = join(import.meta.dirname, '../../..');

describe('the rows of what a cluster does to a run', () => {
  it('are what docs/disturbances.md says', () => {
    const document = readFileSync(documentPath, 'utf8');
    expect(document, 'run node test/e2e/disturbances/table.ts').to.equal(withTables(document));
  });

  it('have each a name of its own', () => {
    const names = [...disturbances, ...otherRows].map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('that may come out right do something, or show that something happened', () => {
    const silent = disturbances.filter(({ outcomes, before = [], during = [], happened }) => outcomes.includes('right') && before.length + during.length === 0 && happened === undefined);
    expect(silent.map(({ name }) => name)).to.deep.equal([]);
  });

  it('tell why nothing was probed', () => {
    expect(disturbances.filter(({ outcomes, says }) => outcomes.includes('refused') && says === undefined).map(({ name }) => name)).to.deep.equal([]);
  });

  it('name tests that are there', () => {
    expect(otherRows.flatMap(({ where }) => where).filter((file) => !existsSync(join(root, file)))).to.deep.equal([]);
  });
});
