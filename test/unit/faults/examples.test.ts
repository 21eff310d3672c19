/** What the examples cost, and what that catches: whoever makes either worse has to say so here. */
import { expect } from 'chai';
import { exampleCluster, exampleNames, planFor } from '../../support/planning.ts';

interface Figures {
  /** Of the plan; instead of all that the policies define. */
  readonly cells: string;
  readonly pods: number;
  readonly models: string;
  readonly places: string;
}

const expected: Readonly<Record<string, Figures>> = {
  'aks-hardening': { cells: '8 for 60', pods: 5, models: '13 of 13', places: '37 of 37' },
  'defence-in-depth': { cells: '11 for 36', pods: 6, models: '14 of 14', places: '40 of 41' },
  // Where no cloud is known, nobody may answer at metadata addresses.
  'owasp-k07': { cells: '15 for 73', pods: 7, models: '14 of 14', places: '44 of 54' },
  'road-to-secure': { cells: '20 for 136', pods: 11, models: '14 of 14', places: '62 of 63' },
  yaobank: { cells: '21 for 78', pods: 8, models: '13 of 13', places: '57 of 57' },
};

describe('the five examples, planned from their policies', () => {
  it('are all here', () => expect(Object.keys(expected).toSorted()).to.deep.equal(exampleNames));

  for (const [example, figures] of Object.entries(expected)) {
    it(example, () => {
      const { snapshot, namespaces } = exampleCluster(example);
      const { assurance, remarks } = planFor(snapshot, namespaces, { canary: { namespace: 'netproof-canary-run1' } });
      const [, all] = /of the (\d+) cells that the policies define/.exec(remarks.join('\n')) ?? [];
      const found = assurance && { cells: `${assurance.cells} for ${all}`, pods: assurance.pods, models: `${assurance.models.caught} of ${assurance.models.of}`, places: `${assurance.places.caught} of ${assurance.places.of}` };
      expect(found).to.deep.equal(figures);
    });

    it(`${example}: no cell is planned twice, with the canary or without`, () => {
      const { snapshot, namespaces } = exampleCluster(example);
      for (const options of [{}, { canary: { namespace: 'netproof-canary-run1' } }]) {
        const ids = planFor(snapshot, namespaces, options).cells.map(({ cell }) => cell.id);
        expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([]);
      }
    });
  }
});
