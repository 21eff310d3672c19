import type { Roster } from '../world/ways.ts';
import type { ConformanceCase } from './case.ts';

/** A case that speaks of ports or protocols needs every way there is; for all others a few of them say the same. */
export const rosterOf = ({ steps }: ConformanceCase): Roster => {
  const inPolicies = steps.some(({ apply }) => apply.some(({ spec }) => /"ports":/.test(JSON.stringify(spec))));
  const inLines = steps.some(({ expect }) => expect.some(({ deny, allow }) => [...deny, ...allow].some(({ transport, port, family }) => transport !== undefined || port !== undefined || family !== undefined)));
  return inPolicies || inLines ? 'full' : 'plain';
};
