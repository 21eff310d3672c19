/** Of each rule of the examples' policies: that what it allows and what it keeps out is among the chosen cells, where there is such a cell. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { deriveFrom } from '../../../../src/derive/from-world.ts';
import type { CellIndex } from '../../../../src/derive/loaded.ts';
import { selectCells } from '../../../../src/derive/select/select.ts';
import { readManifests } from '../../../../src/manifests/world.ts';
import { directions } from '../../../../src/model/network-policy.ts';
import { evaluate } from '../../../../src/policy/evaluate.ts';
import { nobodysAddress } from '../../../../src/run/from-policies.ts';
import { worldOfManifests } from '../../../../src/world/manifests.ts';

const folder = join(import.meta.dirname, '../../../../examples');
const examples = globSync('*/matrix.yaml', { cwd: folder }).map((file) => file.split('/')[0] ?? '').toSorted();

const derivedFromExample = (example: string) => {
  const files = globSync(['workloads.yaml', 'policies/*.yaml'], { cwd: join(folder, example) }).toSorted();
  const world = worldOfManifests(readManifests(files.map((file) => ({ file, text: readFileSync(join(folder, example, file), 'utf8') }))).world);
  const namespaces = [...new Set([...world.pods, ...world.policies].map(({ namespace }) => namespace))].toSorted();
  return { policies: world.policies, namespaces, matrix: deriveFrom(world, { namespaces, internet: nobodysAddress }).matrix };
};

for (const example of examples) {
  describe(`selectCells(), example ${example}`, () => {
    const { policies, namespaces, matrix } = derivedFromExample(example);
    const isInside = (target: number): boolean => !('address' in (matrix.targets[target]?.target ?? {}));
    const { cells } = selectCells(matrix, { namespaces, maxCells: 60, mayDial: isInside, mayWear: () => true, destinationsOf: () => 1, mostDestinations: 200 });
    const every = matrix.sources.flatMap((_, source) => matrix.targets.flatMap((__, target) => (isInside(target) && matrix.answer(source, target).verdict !== 'undefined' ? [{ source, target }] : [])));
    const decisionsAt = ({ source, target }: CellIndex) => matrix.questions(source, target).map((question) => evaluate(question, matrix.index));

    /** That what is so somewhere is so in a chosen cell. */
    const shows = (is: (cell: CellIndex) => boolean): boolean => cells.some(is) || !every.some(is);

    it('keeps within the budget', () => expect(cells.length).to.be.within(1, 60));

    it('has a cell that each rule allows', () => {
      for (const { namespace, name, ...rules } of policies) {
        for (const direction of directions) {
          for (const rule of (rules[direction] ?? []).keys()) {
            const allows = (cell: CellIndex): boolean => decisionsAt(cell).some((decision) => decision.verdict === 'allow' && decision[direction].rules.some((one) => one.rule === rule && one.policy.name === name && one.policy.namespace === namespace));
            expect(shows(allows), `${namespace}/${name} ${direction} rule ${rule}`).to.equal(true);
          }
        }
      }
    });

    it('has a cell that each policy keeps out, by itself where there is one', () => {
      for (const { namespace, name, ...rules } of policies) {
        for (const direction of directions.filter((one) => rules[one] !== undefined)) {
          const other = direction === 'egress' ? 'ingress' : 'egress';
          const denies = (isAlone: boolean) => (cell: CellIndex): boolean =>
            decisionsAt(cell).some((decision) => decision[direction].verdict === 'deny' && decision[direction].policies.some((one) => one.name === name && one.namespace === namespace) && (!isAlone || decision[other].verdict === 'allow'));
          for (const isAlone of [false, true]) expect(shows(denies(isAlone)), `${namespace}/${name} ${direction} ${isAlone}`).to.equal(true);
        }
      }
    });
  });
}
