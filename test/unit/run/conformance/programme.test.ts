import { expect } from 'chai';
import type { ConformanceCase, Expectation, Step } from '../../../../src/conformance/case/case.ts';
import type { CaseOutcome, CaseResult } from '../../../../src/conformance/result/result.ts';
import { createProgramme } from '../../../../src/run/conformance/programme.ts';

const full: Expectation = { deny: [{ from: '*', to: 'x/a', transport: 'UDP' }], allow: [] };
const plain: Expectation = { deny: [{ from: '*', to: 'x/a' }], allow: [] };
/** A capital letter is a case that needs the full roster. */
const aCase = (id: string): ConformanceCase => ({ id, title: id, feature: 'f', profile: 'quick', tags: [], steps: [{ apply: [], remove: [], label: [], recreate: [], finish: [], pending: [], expect: [id === id.toUpperCase() ? full : plain] }] });
const resultOf = (id: string, outcome: CaseOutcome, given: Partial<CaseResult> = {}): CaseResult => ({ id, title: id, feature: 'f', profile: 'quick', tags: [], outcome, steps: [], attempts: 0, durationMs: 0, ...given });
const steps = (given: Partial<Step>, count = 1): ConformanceCase['steps'] => Array.from({ length: count }, () => ({ apply: [], remove: [], label: [], recreate: [], finish: [], pending: [], expect: [plain], ...given }));
const programmeOf = (letters: string) => createProgramme(Array.from(letters, aCase));

/** Plays all of it on one set; each case comes to the first of its outcomes, then to the next. */
const playAll = (letters: string, outcomes: Readonly<Record<string, readonly CaseOutcome[]>> = {}) => {
  const programme = programmeOf(letters);
  let order = '';
  for (let played = programme.next('plain both'); played !== undefined; played = programme.next('plain both')) {
    const { id } = played;
    const turn = order.split(id).length - 1;
    order += id;
    programme.done(played, resultOf(id, outcomes[id]?.[turn] ?? 'enforced'));
  }
  return { order, results: programme.results().map(({ id, outcome }) => `${id} ${outcome}`) };
};
const taken = (programme: ReturnType<typeof programmeOf>): ConformanceCase => {
  const next = programme.next('plain both');
  if (next === undefined) throw new Error('there are no cases left');
  return next;
};

const rows: readonly { readonly name: string; readonly letters: string; readonly outcomes?: Readonly<Record<string, readonly CaseOutcome[]>>; readonly order: string; readonly results: readonly string[] }[] = [
  { name: 'plays in order, those first that need no other dials', letters: 'aBcD', order: 'acBD', results: ['a enforced', 'c enforced', 'B enforced', 'D enforced'] },
  { name: 'plays nothing again that went wrong: what was seen was seen', letters: 'ab', outcomes: { a: ['leaks', 'enforced'], b: ['over-blocks', 'enforced'] }, order: 'ab', results: ['a leaks', 'b over-blocks'] },
  { name: 'plays again, after all others, what showed nothing', letters: 'abC', outcomes: { a: ['not-testable', 'leaks'] }, order: 'abCa', results: ['a leaks', 'b enforced', 'C enforced'] },
  { name: 'plays a case no third time', letters: 'a', outcomes: { a: ['not-testable', 'not-testable', 'enforced'] }, order: 'aa', results: ['a not-testable'] },
];

describe('createProgramme()', () => {
  for (const { name, letters, outcomes, order, results } of rows) it(name, () => expect(playAll(letters, outcomes)).to.deep.equal({ order, results }));

  it('gives whoever dials everything the cases that need it', () => expect(programmeOf('aBc').next('full both')?.id).to.equal('B'));

  it('does not repeat what this cluster cannot show', () => {
    const programme = programmeOf('a');
    programme.done(taken(programme), resultOf('a', 'not-testable', { beyondCluster: true }));
    expect(programme.next('plain both')).to.equal(undefined);
  });

  it('takes a case back that could not be played, and hands it out next', () => {
    const programme = programmeOf('ab');
    const first = taken(programme);
    expect(programme.isDone()).to.equal(false);
    programme.giveBack(first);
    expect([programme.unplayed().length, programme.next('plain both')]).to.deep.equal([2, first]);
  });

  it('keeps what came of a case that could not be played again', () => {
    const programme = programmeOf('a');
    programme.done(taken(programme), resultOf('a', 'not-testable'));
    programme.giveBack(taken(programme));
    expect([programme.unplayed().length, programme.results().map(({ outcome }) => outcome), taken(programme).id]).to.deep.equal([0, ['not-testable'], 'a']);
  });

  const burst = { burst: { like: 'x/a', pods: 3, forMs: 2000 } } as const;
  const inherit = { inherit: { from: 'x/a', labels: {} } } as const;
  const handedOut: readonly { readonly name: string; readonly cases: Readonly<Record<string, ConformanceCase['steps']>>; readonly order: string }[] = [
    { name: 'begins with what takes long, then with what has most steps', cases: { a: steps({}), b: steps({}, 3), c: steps({ holdMs: 12_000 }), d: steps(burst) }, order: 'cdba' },
    { name: 'hands out no second case that makes pods while one is played, if there is another', cases: { a: steps({}), b: steps(burst), c: steps(burst) }, order: 'bac' },
    { name: 'sends one ahead to find out whether addresses are given again', cases: { a: steps(inherit), b: steps(inherit), c: steps(burst), d: steps({ holdMs: 1000 }), e: steps({}) }, order: 'adecb' },
  ];
  for (const { name, cases, order } of handedOut) {
    it(name, () => {
      const programme = createProgramme(Object.entries(cases).map(([id, given]) => ({ ...aCase(id), steps: given })));
      expect(Object.keys(cases).map(() => taken(programme).id).join('')).to.equal(order);
    });
  }

  it('hands out no case that makes pods while others are launched, if there is another', () => {
    let launching = true;
    const programme = createProgramme([{ ...aCase('a'), steps: steps(burst) }, ...Array.from('bc', aCase)], { isLaunching: () => launching });
    const first = taken(programme).id;
    launching = false;
    expect([first, taken(programme).id, taken(programme).id]).to.deep.equal(['b', 'a', 'c']);
  });

  it('hands out the next case that makes pods once the one before has been played', () => {
    const programme = createProgramme([{ ...aCase('a'), steps: steps({}) }, ...['b', 'c'].map((id) => ({ ...aCase(id), steps: steps(burst) }))]);
    programme.done(taken(programme), resultOf('b', 'enforced'));
    expect(taken(programme).id).to.equal('c');
  });

  for (const outcome of ['leaks', 'over-blocks', 'not-testable', 'enforced'] as const) {
    const goesOn = outcome === 'not-testable' || outcome === 'enforced';
    it(`${goesOn ? 'goes on' : 'ends'}, where it is to fail fast, after a case that ${outcome}`, () => {
      const programme = createProgramme(Array.from('ab', aCase), { failFast: true });
      programme.done(taken(programme), resultOf('a', outcome));
      expect(programme.next('plain both')?.id).to.equal(goesOn ? 'b' : undefined);
      expect([programme.unplayed().length, programme.isDone()]).to.deep.equal([goesOn ? 0 : 1, outcome !== 'not-testable']);
    });
  }

  it('knows what nobody has played', () => {
    const programme = programmeOf('ab');
    programme.done(taken(programme), resultOf('a', 'leaks'));
    expect(programme.unplayed().map(({ id }) => id)).to.deep.equal(['b']);
  });
});
