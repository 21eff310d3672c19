/** Small tools for models that decide rightly and do something else. */
import type { Direction } from '../model/network-policy.ts';
import type { IsHere, Meeting, Misenforcement, State } from './fault.ts';

/** Changes what is done at each end for which the enforcer works. */
export const atEachEnd = (change: (state: State, direction: Direction, meeting: Meeting) => State) => (isHere: IsHere): Misenforcement => (states, meeting) => ({
  egress: isHere(meeting.source) ? change(states.egress, 'egress', meeting) : states.egress,
  ingress: isHere(meeting.target) ? change(states.ingress, 'ingress', meeting) : states.ingress,
});

/** Changes what is done between two ends of the same enforcer. */
export const betweenNeighbours = (misenforce: Misenforcement) => (isHere: IsHere): Misenforcement => (states, meeting) => (isHere(meeting.source) && isHere(meeting.target) ? misenforce(states, meeting) : states);
