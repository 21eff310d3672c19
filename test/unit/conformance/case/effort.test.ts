import { expect } from 'chai';
import type { Step } from '../../../../src/conformance/case/case.ts';
import { extraMsOf, makesPods, needsReuse } from '../../../../src/conformance/case/effort.ts';

const step: Step = { apply: [], remove: [], label: [], recreate: [], finish: [], pending: [], expect: [] };
const burst = { like: 'x/a', pods: 3, forMs: 2000 } as const;
const inherit = { from: 'y/b', labels: {} } as const;

const rows: readonly { readonly name: string; readonly steps: readonly Partial<Step>[]; readonly is: readonly [extra: boolean, pods: boolean, reuse: boolean] }[] = [
  { name: 'policies and labels alone', steps: [{ label: [{ of: 'y', set: {}, unset: [] }] }, {}], is: [false, false, false] },
  { name: 'a matrix that must stay', steps: [{ holdMs: 12_000 }], is: [true, false, false] },
  { name: 'fresh pods', steps: [{}, { burst }], is: [true, true, false] },
  { name: 'a pod that is made anew', steps: [{ recreate: ['y/b'] }], is: [true, true, false] },
  { name: 'a pod that finishes', steps: [{ finish: ['y/b'] }], is: [true, true, false] },
  { name: 'an address that is given again', steps: [{ inherit }], is: [true, true, true] },
];

describe('the effort of a case', () => {
  for (const { name, steps, is } of rows) {
    it(`of ${name}`, () => {
      const played = { steps: steps.map((one) => ({ ...step, ...one })) };
      expect([extraMsOf(played) > 0, makesPods(played), needsReuse(played)]).to.deep.equal(is);
    });
  }

  it('grows with what must be waited for', () => expect(extraMsOf({ steps: [{ ...step, holdMs: 120_000 }] })).to.be.greaterThan(extraMsOf({ steps: [{ ...step, holdMs: 12_000 }] })));
});
