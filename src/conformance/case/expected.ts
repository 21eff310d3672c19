import type { Way } from '../world/ways.ts';
import type { Expectation } from './case.ts';
import { isMeant } from './line.ts';

/** What must become of a packet on this way. */
export const expectedOf = ({ deny, allow }: Expectation, way: Way): 'allow' | 'deny' =>
  deny.some((line) => isMeant(line, way)) && !allow.some((line) => isMeant(line, way)) ? 'deny' : 'allow';
