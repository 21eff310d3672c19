import { expect } from 'chai';
import { stretches } from '../../support/streaks.ts';
import type { Span } from '../../support/streaks.ts';
import { latenciesOf } from '../../verify/transitions.ts';

describe('latenciesOf()', () => {
  const never = Number.POSITIVE_INFINITY;
  const cases: readonly { name: string; seen: readonly Span[]; changes: readonly [number, 'open' | 'closed'][]; expected: number[] }[] = [
    { name: 'a policy that closes after a while', seen: [['echo', 0, 1300], ['timed-out', 1300, 3000]], changes: [[1000, 'closed']], expected: [250] },
    { name: 'one that closes at once', seen: [['echo', 0, 1000], ['timed-out', 1000, 3000]], changes: [[1000, 'closed']], expected: [0] },
    { name: 'one that never does', seen: [['echo', 0, 3000]], changes: [[1000, 'closed']], expected: [never] },
    { name: 'closing and opening again', seen: [['echo', 0, 1100], ['timed-out', 1100, 2200], ['echo', 2200, 4000]], changes: [[1000, 'closed'], [2000, 'open']], expected: [50, 150] },
    { name: 'a hole after it had closed', seen: [['timed-out', 0, 1200], ['echo', 1200, 1400], ['timed-out', 1400, 3000]], changes: [[1000, 'closed']], expected: [350] },
    { name: 'a closing beside attempts that were no answer', seen: [['echo', 0, 1100], ['timed-out', 1100, 2500], ['local-error', 2500, 2600], ['timed-out', 2600, 2900], ['local-error', 2900, 3000]], changes: [[1000, 'closed']], expected: [50] },
    { name: 'no attempt', seen: [], changes: [[0, 'open']], expected: [never] },
  ];
  for (const { name, seen, changes, expected } of cases) {
    it(`measures ${name}`, () => {
      const told = latenciesOf(stretches(seen), changes.map(([atMs, becomes]) => ({ askedMs: atMs, atMs, becomes })));
      expect(told).to.deep.equal(expected);
    });
  }

  it('does not blame a change for what the next one did before it was answered', () => {
    const seen = stretches([['echo', 0, 1100], ['timed-out', 1100, 1900], ['echo', 1900, 4000]]);
    expect(latenciesOf(seen, [{ askedMs: 990, atMs: 1000, becomes: 'closed' }, { askedMs: 1850, atMs: 2000, becomes: 'open' }])).to.deep.equal([50, 0]);
  });
});
