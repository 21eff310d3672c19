import { expect } from 'chai';
import type { Mutant } from '../../mutation/mutant.ts';
import { casesOn, ladderOf, rungs } from '../../mutation/rung.ts';
import type { Rung } from '../../mutation/rung.ts';
import { cases } from '../conformance/support/cases.ts';

type Asked = Pick<Mutant, 'fate' | 'fault'>;
const except = { model: 'FM-EXCEPT', variant: 'a' };
const restarted = { model: 'FM-RESTART', variant: 'a' };
const flapping = { model: 'FM-FLAP', variant: 'open' };

describe('ladderOf()', () => {
  const table: readonly { readonly name: string; readonly asked: Asked; readonly highest?: Rung; readonly ladder: readonly Rung[] }[] = [
    { name: 'for the canary alone', asked: { fate: 'canary', fault: except }, ladder: ['canary'] },
    { name: 'by way of the cases that look for it', asked: { fate: 'standard', fault: except }, ladder: ['canary', 'cases', 'standard'] },
    { name: 'past cases where none looks for it', asked: { fate: 'quick', fault: restarted }, ladder: ['canary', 'standard'] },
    { name: 'no higher than it is told', asked: { fate: 'standard', fault: except }, highest: 'cases', ladder: ['canary', 'cases'] },
    { name: 'to the long profile, which plays what standard does', asked: { fate: 'long', fault: flapping }, ladder: ['canary', 'cases', 'long'] },
    { name: 'below the floor to the cases that look for it', asked: { fate: 'below-floor', fault: flapping }, ladder: ['canary', 'cases'] },
    { name: 'below the floor to the standard profile where none does', asked: { fate: 'below-floor', fault: restarted }, ladder: ['canary', 'standard'] },
    { name: 'for innocents to the canary and the standard profile', asked: { fate: 'never' }, ladder: ['canary', 'standard'] },
    { name: 'for innocents no higher than it is told', asked: { fate: 'never' }, highest: 'canary', ladder: ['canary'] },
  ];
  for (const { name, asked, highest, ladder } of table) it(`goes ${name}`, () => expect(ladderOf(asked, cases, highest)).to.deep.equal(ladder));
});

const played = (asked: Asked) => rungs.map((rung) => casesOn(rung, asked, cases));
const profilesOf = (asked: Asked) => played(asked).map((of) => [...new Set(of.map(({ profile }) => profile))].toSorted());

describe('casesOn()', () => {
  it('plays nothing, then what looks for the fault, then all', () => {
    const counts = played({ fate: 'standard', fault: except }).map(({ length }) => length);
    expect(counts.toSorted((a, b) => a - b)).to.deep.equal(counts);
    expect([counts[0], counts[3]]).to.deep.equal([0, cases.length]);
    expect(casesOn('cases', { fate: 'standard', fault: except }, cases).every(({ source = '' }) => source.includes('FM-EXCEPT:a'))).to.equal(true);
  });

  it('takes a model’s first variant where none is named', () => expect(casesOn('cases', { fate: 'canary', fault: { model: 'CLOSED' } }, cases)).to.not.deep.equal([]));

  it('plays long cases only where it comes to that', () => {
    expect(profilesOf({ fate: 'standard', fault: flapping })).to.deep.equal([[], ['standard'], ['quick', 'standard'], ['long', 'quick', 'standard']]);
    expect(profilesOf({ fate: 'long', fault: flapping })[1]).to.deep.equal(['long', 'standard']);
  });
});
