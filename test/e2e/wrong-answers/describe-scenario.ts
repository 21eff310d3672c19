import { expect } from 'chai';
import type { FixedCniName } from '../../cluster/index.ts';
import { fixedCniNames } from '../../cluster/options.ts';
import { stageFor } from '../support/stages.ts';
import { expectRow } from './expect-row.ts';
import { createUndoing } from './faults/fault.ts';
import { play } from './play.ts';
import type { Played, Script } from './play.ts';

/** A scenario, and what must hold of it besides its rows. */
export interface Described extends Script {
  readonly more?: (played: () => Played, cni: FixedCniName) => void;
}

/**
 * One run for each CNI, and one test for each row that looks at its own cells. Of several scenarios each finds what the
 * one before it did to the cluster; all is undone after the last.
 */
export const describeScenario = (...scripts: readonly Described[]): void => {
  for (const cni of fixedCniNames.filter((name) => scripts.every(({ scenario: { only } }) => only === undefined || only === name))) {
    describe(`wrong answers on ${cni}`, function () {
      this.timeout(300_000);
      const undoing = createUndoing();

      after(() => undoing.run());

      for (const { more, ...script } of scripts) {
        const { name, rows, code } = script.scenario;
        describe(name, () => {
          let played: Played;

          before(async function () {
            const stage = await stageFor(this, cni);
            played = await play(stage, script, undoing);
          });

          for (const row of rows) it(row.name, () => expectRow(row, cni, played.report));

          it(`exits with ${code[cni]} and leaves nothing`, () => {
            expect(played.code, played.stderr).to.equal(code[cni]);
            expect(played.leftovers).to.deep.equal([]);
          });

          more?.(() => played, cni);
        });
      }
    });
  }
};
