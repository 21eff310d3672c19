/** Whether a case would see a fault of the enforcer: the prediction, without a cluster, of what a real run meets. */
import type { ConformanceCase, Expectation } from '../../../../src/conformance/case/case.ts';
import { expectedOf } from '../../../../src/conformance/case/expected.ts';
import { rosterOf } from '../../../../src/conformance/case/roster.ts';
import { waysOf } from '../../../../src/conformance/world/ways.ts';
import type { Way } from '../../../../src/conformance/world/ways.ts';
import type { FaultSpec } from '../../../enforcer/faults/spec.ts';
import { enforcedAt } from './by-enforcer.ts';
import type { Enforced } from './by-enforcer.ts';
import { play } from './play.ts';
import type { Moment, PlayedStep } from './play.ts';
import { endsOf, freshEndsOf } from './world.ts';
import type { World } from './world.ts';

/** When a fresh pod dials first; ms after it got its network. */
const firstDialMs = 500;

/** @returns which step shows it, counted from 1; undefined where none does */
export const catchesAt = (given: ConformanceCase, fault: FaultSpec | undefined): number | undefined => {
  const ways = waysOf([4, 6], rosterOf(given));
  let before: readonly Moment[] = [];
  for (const [index, played] of play(given).entries()) {
    before = [...before, ...played.moments];
    if (isCaught(played, { ways, moments: before, fault })) return index + 1;
  }
  return undefined;
};

interface Sight {
  readonly ways: readonly Way[];
  /** All that has happened so far. */
  readonly moments: readonly Moment[];
  readonly fault: FaultSpec | undefined;
}

const isCaught = (played: PlayedStep, sight: Sight): boolean => {
  const { step } = played;
  const last = sight.moments.at(-1);
  if (last === undefined) return false;
  const isLeaking = step.burst !== undefined && leaks(step.expect, enforcedAt(last.atMs + firstDialMs, sight.moments, sight.fault), last.world, sight.ways);
  return isLeaking || instantsOf(played, sight).some((enforced) => !step.expect.some((expectation) => fits(expectation, enforced, last.world, sight.ways)));
};

/** The end of the step; and in a hold, every instant before at which something changes. */
const instantsOf = ({ step, untilMs }: PlayedStep, { moments, fault }: Sight): Enforced[] => {
  const instants = [enforcedAt(untilMs - (step.holdMs ?? 0), moments, fault)];
  for (let next = instants.at(-1); next !== undefined && next.wakesAtMs < untilMs && step.holdMs !== undefined; next = instants.at(-1)) instants.push(enforcedAt(next.wakesAtMs, moments, fault));
  return instants;
};

const fits = (expectation: Expectation, { passes }: Enforced, world: World, ways: readonly Way[]): boolean =>
  ways.every((way) => [...endsOf(way, world), ...freshEndsOf(way, world)].every(([source, target]) => passes(way, source, target) === (expectedOf(expectation, way) === 'allow')));

/** A fresh pod may be late to be allowed something, and never to be denied it. */
const leaks = (expectations: readonly Expectation[], { passes }: Enforced, world: World, ways: readonly Way[]): boolean =>
  ways.some((way) => expectations.every((expectation) => expectedOf(expectation, way) === 'deny') && freshEndsOf(way, world).some(([source, target]) => passes(way, source, target)));
