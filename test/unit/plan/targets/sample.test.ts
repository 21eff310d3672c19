import { expect } from 'chai';
import * as fc from 'fast-check';
import { samplePods } from '../../../../src/plan/targets/sample.ts';
import { aPod } from '../../../support/snapshot.ts';

/** `name@node`, so that a case fits on a line. */
const podsOf = (written: readonly string[]) => written.map((one) => aPod(one.split('@')[0] ?? '', { node: one.split('@')[1] ?? '' }));

const cases: readonly { name: string; pods: string[]; atMost: number; expected: string[] }[] = [
  { name: 'by name on one node', pods: ['c@1', 'a@1', 'b@1'], atMost: 2, expected: ['a', 'b'] },
  { name: 'one of every node before a second of any', pods: ['a@1', 'b@1', 'c@1', 'd@2', 'e@3'], atMost: 3, expected: ['a', 'd', 'e'] },
  { name: 'seconds only once every node has given one', pods: ['a@1', 'b@1', 'c@1', 'd@2', 'e@2'], atMost: 4, expected: ['a', 'd', 'b', 'e'] },
  { name: 'all, where there are fewer', pods: ['a@1', 'b@2'], atMost: 9, expected: ['a', 'b'] },
];

describe('samplePods()', () => {
  for (const { name, pods, atMost, expected } of cases) {
    it(`takes ${name}`, () => expect(samplePods(podsOf(pods), atMost).map((pod) => pod.name)).to.deep.equal(expected));
  }

  it('takes the same pods whatever their order', () => {
    const written = ['a@1', 'b@1', 'c@2', 'd@2', 'e@3', 'f@3'];
    fc.assert(
      fc.property(fc.shuffledSubarray(written, { minLength: written.length }), fc.integer({ min: 1, max: 7 }), (shuffled, atMost) => {
        expect(samplePods(podsOf(shuffled), atMost)).to.deep.equal(samplePods(podsOf(written), atMost));
      }),
      { numRuns: 30 },
    );
  });
});
