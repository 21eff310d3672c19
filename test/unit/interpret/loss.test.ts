/** A network that loses three packets of ten: no verdict may be wrong for it, whatever comes out of the dice. */
import { expect } from 'chai';
import { compare } from '../../../src/compare/compare.ts';
import { settle } from '../../../src/interpret/settle.ts';
import type { CellResult } from '../../../src/model/report.ts';
import type { DialStyle } from '../../../src/model/plan.ts';
import { controlOn, recordingOf, standInOf } from '../../support/recording.ts';
import type { CellScript } from '../../support/recording.ts';
import { dice } from '../../support/dice.ts';
import type { Dice } from '../../support/dice.ts';
import { stretches } from '../../support/streaks.ts';
import type { Met, Span } from '../../support/streaks.ts';

const loss = 0.3;
const settings = { settleAttempts: 3, settleHoldMs: 1000, openDeadlineMs: 10_000 };
const lastMs = 12_000;
const fastStarts = Array.from({ length: lastMs / 50 }, (_, index) => index * 50);
/** As `gentlePace` has them: three close together, then ever farther apart, the last three after the deadline. */
const gentleStarts = [0, 500, 1000, 1940, 3320, 5140, 7400, 10_100, 10_600, 11_100];
const steadyStarts = (everyMs: number): number[] => Array.from({ length: lastMs / everyMs }, (_, index) => index * everyMs);

/** Each attempt by itself; one that is lost waits until its time is up. */
const lossy = (starts: readonly number[], met: Met, roll: Dice): Span[] => starts.map((start) => [roll() < loss ? 'timed-out' : met, start, start + 1]);
const accepts = (roll: Dice): [number, number][] => steadyStarts(1000).filter(() => roll() >= loss).map((at) => [at, at + 1]);

const gentle: DialStyle = { prober: 'tcp', speak: 'redis', pace: 'gentle' };
/** Probes, kubelets, controls and the other source that bears witness suffer alike; a deny is truly closed. */
const statusOf = (pace: 'fast' | 'gentle', intent: 'allow' | 'deny', roll: Dice): CellResult | undefined => {
  const about: CellScript = pace === 'fast' ? {} : { liveness: 'reached-only', address: '10.0.2.1', pods: ['redis-0'], style: gentle };
  const met: Met = pace === 'fast' ? 'echo' : 'greeting';
  const starts = pace === 'fast' ? fastStarts : gentleStarts;
  const cell: CellScript = { ...about, intent, seen: intent === 'allow' ? lossy(starts, met, roll) : starts.map((start) => ['timed-out', start, start + 1]) };
  const friend: CellScript = { ...about, source: 'friend', intent: 'allow', seen: lossy(starts, met, roll) };
  const recording = recordingOf({
    cells: pace === 'fast' ? [cell] : [cell, friend],
    settings,
    accepts: { web: accepts(roll), [standInOf('redis')]: accepts(roll), [controlOn('n1')]: accepts(roll) },
    path: lossy(steadyStarts(200), 'echo', roll),
    self: { [standInOf('redis')]: [['echo', 0, lastMs]] },
  });
  return compare(recording, { strict: false }).cells[0];
};

const share = (results: readonly (CellResult | undefined)[], status: string): number => results.filter((result) => result?.status === status).length / results.length;

describe('with three packets of ten lost', () => {
  const runs: readonly [pace: 'fast' | 'gentle', intent: 'allow' | 'deny', seeds: number, mostUnknown: number][] = [
    ['fast', 'allow', 40, 0.03],
    ['fast', 'deny', 40, 0.03],
    ['gentle', 'allow', 150, 0.06],
    ['gentle', 'deny', 150, 0.12],
  ];
  for (const [pace, intent, seeds, mostUnknown] of runs) {
    it(`a true ${intent} dialled at a ${pace} pace is never judged wrong, and seldom not at all`, () => {
      const results = Array.from({ length: seeds }, (_, seed) => statusOf(pace, intent, dice(seed + 1)));
      expect(share(results, 'conforms') + share(results, 'inconclusive'), 'the rest is wrong').to.equal(1);
      expect(share(results, 'inconclusive'), `${pace} ${intent}`).to.be.below(mostUnknown);
    }).timeout(20_000);
  }

  it('an allow that conforms says how much of it was lost', () => {
    const [destination] = statusOf('fast', 'allow', dice(1))?.reality?.destinations ?? [];
    expect(destination).to.include({ state: 'reachable', lossy: true });
    expect(destination?.tally.open).to.be.within(fastStarts.length * 0.6, fastStarts.length * 0.8);
    expect(destination?.tally.latencyMs).to.deep.equal({ min: 2, max: 2 });
  });

  it('ten attempts at an open server settle on closed in less than one case of a thousand', () => {
    const chance = { open: 0, closed: 0, flapping: 0, unsettled: 0 };
    for (let pattern = 0; pattern < 2 ** gentleStarts.length; pattern += 1) {
      const isLost = (index: number): boolean => (pattern & (1 << index)) !== 0;
      const spans = gentleStarts.map((start, index): Span => [isLost(index) ? 'timed-out' : 'echo', start, start + 1]);
      const weight = gentleStarts.reduce((product, _, index) => product * (isLost(index) ? loss : 1 - loss), 1);
      chance[settle(stretches(spans), settings).state] += weight;
    }
    expect(chance.closed).to.be.below(0.001);
    expect(chance.flapping + chance.unsettled).to.be.below(0.04);
  });
});
