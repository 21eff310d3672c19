/** How often each dial to somebody else's server may be made, so that no source troubles any server more than ten times. */
import type { DialPlan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Draft, Server } from './draft.ts';
import { fewestConnects, mostConnects } from './pace.ts';

/**
 * Connects are counted by source, transport, address and port. A virtual address may lead each of them to the same
 * backend, and the worst case counts: dials that may meet at one server share its ten. Three attempts settle something and
 * one may come too early, so no dial gets less than four, even where three dials or more meet.
 */
export const withBudgets = (drafts: readonly Draft[]): Omit<DialPlan, 'id' | 'nonce'>[] => {
  const meeting = new Map<string, number>();
  for (const draft of drafts.filter(isCounted)) {
    for (const server of serversOf(draft)) meeting.set(server, (meeting.get(server) ?? 0) + 1);
  }
  return drafts.map((draft) => {
    const { behind: _, ...dial } = draft;
    if (!isCounted(draft)) return dial;
    const busiest = Math.max(...[...serversOf(draft)].map((server) => meeting.get(server) ?? 1));
    return { ...dial, budget: Math.max(fewestConnects, Math.floor(mostConnects / busiest)) };
  });
};

/** Ours bear any number; the decoy is nobody's. */
const isCounted = ({ style, purpose }: Draft): boolean => style.pace === 'gentle' && (purpose.kind === 'cell' || purpose.kind === 'reach');

const serversOf = (draft: Draft): ReadonlySet<string> => {
  const keyed = ({ address, port }: Server): string => `${keyOf(draft.from)} ${draft.transport} ${address} ${port}`;
  return new Set([draft, ...draft.behind].map(keyed));
};
