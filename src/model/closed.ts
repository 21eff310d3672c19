/** Which destinations were closed to a source that was to reach them, and what is known of whoever should be listening. */
import type { DestinationObservation, Doubt } from './observation.ts';

/** On these doubts the target could not be reached although probe and path lived: for an allow that is what matters. */
const overblocking: ReadonlySet<Doubt> = new Set(['target-not-proven', 'source-reaches-nothing', 'endpoint-open']);

export const isClosed = ({ state, doubt }: DestinationObservation): boolean => (state === 'unreachable' && doubt === undefined) || (state === 'inconclusive' && doubt !== undefined && overblocking.has(doubt));

/** Where nobody may be listening, it is not known that anything blocks. */
export const mayNotListen = ({ doubt }: DestinationObservation): boolean => doubt === 'target-not-proven';
