/** The canary on real clusters that are wrong in known ways. */
import { expect } from 'chai';
import { askCanary } from './canary/ask.ts';
import { inCi, rows } from './canary/rows.ts';
import { podsAndLeasesIn } from './support/leftovers.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';

const shown = rows.filter(({ name, nodes }) => inCi.has(name) && nodes.includes(2));

for (const [cni, own] of Map.groupBy(shown, (row) => row.cni)) {
  describe(`the canary on ${cni}`, function () {
    this.timeout(90_000);
    let stage: Stage;

    before(async function () {
      stage = await stageFor(this, cni);
    });

    for (const row of own) {
      it(`${row.name}: ${row.kind}, exit ${row.exit}, and nothing left`, async () => {
        const { code, report, stderr } = await askCanary(stage, row);

        const { kind, sentence } = report.canary?.diagnosis ?? {};
        expect([kind, code], `${sentence}\n${stderr}`).to.deep.equal([row.kind, row.exit]);
        expect(sentence).to.include(row.says ?? '');
        expect(report.apiCalls).to.be.at.most(30 + 4 * report.pods + Math.ceil(Object.values(report.phases).reduce((sum, ms) => sum + ms, 0) / 7000));
        expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
      });
    }
  });
}
