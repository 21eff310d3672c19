import { expect } from 'chai';
import { models } from '../../../src/faults/registry.ts';
import { unseenFaults } from '../../../src/faults/places.ts';
import { models as injected } from '../../enforcer/faults/registry.ts';
import { policiesFrom } from '../../support/policies.ts';
import { bites } from './bites.ts';
import { askedUnder, faultAt } from './cluster.ts';

const variantsOf = (all: readonly { readonly name: string; readonly variants: Readonly<Record<string, unknown>> }[]): string[] => all.flatMap(({ name, variants }) => Object.keys(variants).map((variant) => `${name}:${variant}`));

describe('every fault model', () => {
  for (const { fault, place, policies, turns, right, spares } of bites) {
    it(`${fault} at ${place} turns ${JSON.stringify(turns)}, which is ${right}`, () => {
      const own = policiesFrom(policies);
      const wrong = faultAt(fault, place, own);
      expect(askedUnder(wrong, turns, own)).to.deep.equal({ right, wrong: right === 'allow' ? 'deny' : 'allow' });
      if (spares === undefined) return;
      const spared = askedUnder(wrong, spares, own);
      expect(spared.wrong, `spared: ${JSON.stringify(spares)}`).to.equal(spared.right);
    });
  }

  it('is shown here, or says why no standing cluster shows it', () => {
    const shown = new Set([...bites.map(({ fault }) => fault), ...unseenFaults().map(({ model, variant }) => `${model}:${variant}`)]);
    expect(variantsOf(models).filter((name) => !shown.has(name))).to.deep.equal([]);
  });

  it('of those that the enforcer of the test cluster can have is known by its name', () => {
    const names = new Set(models.map(({ name }) => name));
    expect(injected.map(({ name }) => name).filter((name) => !/^(?:NULL|ENV)-/.test(name) && !names.has(name))).to.deep.equal([]);
  });
});
