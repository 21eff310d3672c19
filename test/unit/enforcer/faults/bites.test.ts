import { expect } from 'chai';
import { familyOf } from '../../../enforcer/rules/addresses.ts';
import { models } from '../../../enforcer/faults/registry.ts';
import { parseFaultName } from '../../../enforcer/faults/spec.ts';
import { passes, under } from '../support/scene.ts';
import { bites } from './bites/all.ts';

describe('every fault bites', () => {
  for (const { fault, more = {}, play, packet, right, spares } of bites) {
    it(`${fault}${Object.keys(more).length > 0 ? ` ${JSON.stringify(more)}` : ''}: ${JSON.stringify(packet)} is ${right}, and is not`, () => {
      const correct = under(undefined, play).rules;
      const wrong = under({ ...parseFaultName(fault), ...more }, play).rules;
      expect(passes(correct, packet), 'without the fault').to.equal(right === 'open');
      expect(passes(wrong, packet), 'with the fault').to.equal(right !== 'open');
      if (spares !== undefined) expect(passes(wrong, spares), `spared: ${JSON.stringify(spares)}`).to.equal(passes(correct, spares));
    });
  }

  it('and makes no ruleset that mixes the families, which nft would refuse', () => {
    const mixed = bites.filter(({ fault, more = {}, play }) =>
      under({ ...parseFaultName(fault), ...more }, play).rules.subjects.some(({ address, lanes }) =>
        Object.values(lanes).some((lane) => lane !== 'open' && lane.some(({ blocks }) => blocks !== 'any' && blocks.some(({ cidr, except }) => [cidr, ...except].some((each) => familyOf(each) !== familyOf(address))))),
      ),
    );
    expect(mixed).to.deep.equal([]);
  });

  it('each variant that there is', () => {
    const all = models.flatMap(({ name, variants }) => Object.keys(variants).map((variant) => `${name}:${variant}`));
    const shown = new Set(bites.map(({ fault }) => fault));
    expect(all.filter((name) => !shown.has(name))).to.deep.equal([]);
  });
});
