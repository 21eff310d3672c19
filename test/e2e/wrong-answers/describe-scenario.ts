import { expect } from 'chai';
import type { CniName } from '../../cluster/index.ts';
import { cniNames } from '../../cluster/options.ts';
import { stageFor } from '../support/stages.ts';
import { expectRow } from './expect-row.ts';
import { createUndoing } from './faults/fault.ts';
import { play } from './play.ts';
import type { Played, Script } from './play.ts';

/** One run for each CNI, and one test for each row that looks at its own cells. */
export const describeScenario = (script: Script, more: (played: () => Played, cni: CniName) => void = () => undefined): void => {
  const { scenario } = script;
  for (const cni of cniNames.filter((name) => scenario.only === undefined || scenario.only === name)) {
    describe(`wrong answers on ${cni}, ${scenario.name}`, function () {
      this.timeout(300_000);
      const undoing = createUndoing();
      let played: Played;

      before(async function () {
        const stage = await stageFor(this, cni);
        played = await play(stage, script, undoing);
      });

      after(() => undoing.run());

      for (const row of scenario.rows) it(row.name, () => expectRow(row, cni, played.report));

      it(`exits with ${scenario.code[cni]} and leaves nothing`, () => {
        expect(played.code, played.stderr).to.equal(scenario.code[cni]);
        expect(played.leftovers).to.deep.equal([]);
      });

      more(() => played, cni);
    });
  }
};
