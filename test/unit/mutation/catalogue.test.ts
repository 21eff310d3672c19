import { expect } from 'chai';
import { chooseFault } from '../../enforcer/faults/choose.ts';
import { models } from '../../enforcer/faults/registry.ts';
import { catalogue } from '../../mutation/catalogue.ts';
import { profiles } from '../../mutation/mutant.ts';
import type { Mutant } from '../../mutation/mutant.ts';
import { bites } from '../enforcer/faults/bites/all.ts';

const keys = new Set(catalogue.map(({ key }) => key));
/** Of a model, or of one of its variants; the first variant is meant where none is named. */
const of = (model: string, variant?: string): Mutant[] =>
  catalogue.filter(({ fault }) => fault?.model === model && (variant === undefined || (fault.variant ?? Object.keys(models.find(({ name }) => name === model)?.variants ?? {})[0]) === variant));
const isDue = ({ fate }: Mutant, by: (typeof profiles)[number]): boolean => profiles.some((profile) => profile === fate) && profiles.indexOf(fate as (typeof profiles)[number]) <= profiles.indexOf(by);
const guilty = models.filter(({ name }) => name.startsWith('FM-'));
const innocent = models.filter(({ name }) => /^(?:NULL|ENV)-/.test(name));

describe('the mutants', () => {
  it('have every variant of every fault', () => {
    const missing = models.flatMap(({ name, variants }) => Object.keys(variants).flatMap((variant) => (of(name, variant).length === 0 ? `${name}:${variant}` : [])));
    expect(missing).to.deep.equal([]);
  });

  it('are known by keys of their own', () => expect(keys.size).to.equal(catalogue.length));

  it('have only faults that exist', () => {
    for (const { key, fault } of catalogue) if (fault !== undefined) expect(() => chooseFault(fault), key).to.not.throw();
  });

  for (const { name } of guilty) {
    it(`of ${name}: one at least must be killed by standard, and one that is on node2 alone`, () => {
      expect(of(name).filter((mutant) => isDue(mutant, 'standard'))).to.not.deep.equal([]);
      expect(of(name).filter((mutant) => isDue(mutant, 'standard') && mutant.fault?.nodes?.join() === 'node2')).to.not.deep.equal([]);
    });
  }

  it('are never to be reported where they are no policy fault, and only there', () => {
    expect(innocent.flatMap(({ name }) => of(name)).filter(({ fate }) => fate !== 'never')).to.deep.equal([]);
    expect(guilty.flatMap(({ name }) => of(name)).filter(({ fate }) => fate === 'never')).to.deep.equal([]);
    expect(catalogue.filter(({ fate, effect }) => (fate === 'never') !== (effect === 'none'))).to.deep.equal([]);
  });

  it('open or close as their faults do to the packets that show them', () => {
    const shown = bites.flatMap(({ fault, right }) => {
      const [model = '', variant] = fault.split(':');
      return of(model, variant).map(({ key, effect }) => ({ key, effect, does: right === 'closed' ? 'opens' : 'closes' }));
    });
    expect(shown.filter(({ effect, does }) => effect !== 'none' && effect !== 'both' && effect !== does)).to.deep.equal([]);
  });

  it('have a twin that closes where they open, or a word why not', () => {
    const closing = new Set(catalogue.flatMap(({ key, effect }) => (effect === 'closes' ? key : [])));
    const wrong = catalogue.filter(({ effect, twin, why }) => effect === 'opens' && (twin === undefined ? why === undefined : !closing.has(twin)));
    expect(wrong.map(({ key, twin }) => `${key}: ${twin}`)).to.deep.equal([]);
  });

  it('say why, where nobody can kill them or only a long look may', () => {
    expect(catalogue.filter(({ fate, why }) => (fate === 'below-floor' || fate === 'long') && why === undefined).map(({ key }) => key)).to.deep.equal([]);
  });
});
