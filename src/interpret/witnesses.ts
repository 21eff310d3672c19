/** Who else got through, and in which parts of the time in question. */
import type { DialPlan } from '../model/plan.ts';
import type { EvidenceInput } from './evidence.ts';
import { hasDied, sightingsOf } from './sightings.ts';
import type { Stretch } from './stretches.ts';
import { overlaps, seenDuring } from './windows.ts';
import type { Sighting, Window } from './windows.ts';

/**
 * The parts of what held until now in which these sightings lie close enough, as far as they are long enough to settle
 * on: any of them will do, a busy early one as well as a sparse late one.
 */
export const seenWith = ({ held, isEnough }: EvidenceInput, sightings: readonly Sighting[]): readonly Window[] | undefined => {
  const parts = seenDuring(sightings, held).filter(isEnough);
  return parts.length > 0 ? parts : undefined;
};

/**
 * A gentle dial with half a budget pauses for 5.5 s, and sources do not start together. If it got through before and
 * after, and no attempt in between failed, its server is taken to have lived; but only where one of the attempts in
 * question met with one of its own. A server that was away in between alone would have let that one through.
 */
const gentlePatienceMs = 4500;

const bridged = (stretches: readonly Stretch[], input: EvidenceInput): readonly Window[] | undefined => {
  const meetings = sightingsOf(stretches).filter(input.coincides);
  const parts = seenWith(input, sightingsOf(stretches, gentlePatienceMs + input.holdMs))?.filter((part) => meetings.some((meeting) => overlaps(meeting, part)));
  return parts === undefined || parts.length === 0 ? undefined : parts;
};

/** The first of these dials that may count and got through long enough. */
export const firstSeen = (
  dials: readonly DialPlan[],
  input: EvidenceInput,
  counts: (dial: DialPlan) => boolean = () => true,
): { readonly dial: DialPlan; readonly during: readonly Window[] } | undefined => {
  for (const dial of dials) {
    if (!counts(dial)) continue;
    const stretches = input.logs.stretches(dial);
    if (!stretches.some(({ answer }) => answer === 'open') || hasDied(stretches, input.window)) continue;
    const during = (dial.style.pace === 'gentle' ? bridged(stretches, input) : undefined) ?? seenWith(input, sightingsOf(stretches));
    if (during) return { dial, during };
  }
  return undefined;
};
