import { expect } from 'chai';
import type { ConformanceCase, Expectation } from '../../../../src/conformance/case/case.ts';
import type { CaseOutcome, CaseResult } from '../../../../src/conformance/result/result.ts';
import { createProgramme } from '../../../../src/run/conformance/programme.ts';

const full: Expectation = { deny: [{ from: '*', to: 'x/a', transport: 'UDP' }], allow: [] };
const plain: Expectation = { deny: [{ from: '*', to: 'x/a' }], allow: [] };
/** A capital letter is a case that needs the full roster. */
const aCase = (id: string): ConformanceCase => ({ id, title: id, feature: 'f', profile: 'quick', tags: [], steps: [{ apply: [], remove: [], label: [], recreate: [], finish: [], expect: [id === id.toUpperCase() ? full : plain] }] });
const resultOf = (id: string, outcome: CaseOutcome, given: Partial<CaseResult> = {}): CaseResult => ({ id, title: id, feature: 'f', profile: 'quick', tags: [], outcome, steps: [], attempts: 0, durationMs: 0, ...given });
const programmeOf = (letters: string) => createProgramme([...letters].map(aCase));

/** Plays all of it on one set; each case comes to the first of its outcomes, then to the next. */
const playAll = (letters: string, outcomes: Readonly<Record<string, readonly CaseOutcome[]>> = {}) => {
  const programme = programmeOf(letters);
  const order: string[] = [];
  const results: CaseResult[] = [];
  for (let due = programme.next('plain'); due !== undefined; due = programme.next('plain')) {
    const { id } = due.played;
    const turn = order.filter((one) => one === id).length;
    order.push(id);
    const result = programme.done(due, resultOf(id, outcomes[id]?.[turn] ?? 'enforced'));
    if (result !== undefined) results.push(result);
  }
  return { order: order.join(''), results: results.map(({ id, outcome }) => `${id} ${outcome}`) };
};

describe('createProgramme()', () => {
  it('plays in order, those first that need no other dials', () => expect(playAll('aBcD').order).to.equal('acBD'));

  it('gives whoever dials everything the cases that need it', () => expect(programmeOf('aBc').next('full')?.played.id).to.equal('B'));

  it('plays again, once and after all others, what was not enforced', () => {
    expect(playAll('abc', { a: ['leaks', 'leaks'] })).to.deep.equal({ order: 'abca', results: ['b enforced', 'c enforced', 'a leaks'] });
  });

  it('plays a case no third time', () => expect(playAll('a', { a: ['not-testable', 'not-testable', 'leaks'] })).to.deep.equal({ order: 'aa', results: ['a not-testable'] }));

  it('does not repeat what this cluster cannot show', () => {
    const programme = programmeOf('a');
    const due = programme.next('plain');
    expect(due && programme.done(due, resultOf('a', 'not-testable', { beyondCluster: true }))?.outcome).to.equal('not-testable');
    expect(programme.next('plain')).to.equal(undefined);
  });

  it('plays eight again of those that went wrong, so that a CNI that does nothing right comes to an end', () => {
    const letters = 'abcdefghij';
    const { order, results } = playAll(letters, Object.fromEntries([...letters].map((id) => [id, ['leaks', 'leaks'] as const])));
    expect([order, results.length]).to.deep.equal([`${letters}abcdefgh`, 10]);
  });

  it('plays all of those again that showed nothing', () => {
    const letters = 'abcdefghij';
    expect(playAll(letters, Object.fromEntries([...letters].map((id) => [id, ['not-testable'] as const])))).to.have.property('order', letters + letters);
  });

  it('takes a case back that could not be played, and hands it out next', () => {
    const programme = programmeOf('ab');
    const due = programme.next('plain');
    if (due === undefined) throw new Error('there are cases');
    programme.giveBack(due);
    expect(programme.next('plain')).to.equal(due);
  });

  it('knows what nobody has played, with what came of it before', () => {
    const programme = programmeOf('ab');
    const due = programme.next('plain');
    const first = resultOf('a', 'leaks');
    if (due !== undefined) programme.done(due, first);
    expect(programme.rest().map((one) => [one.played.id, one.first])).to.deep.equal([['b', undefined], ['a', first]]);
  });
});
