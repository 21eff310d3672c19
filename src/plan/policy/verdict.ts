/** What the NetworkPolicies say of a planned cell. */
import type { PlannedCell, PodPlan } from '../../model/plan.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Verdict } from '../../model/verdict.ts';
import { otherDecider } from '../../policy/others.ts';
import type { PolicyIndex } from '../../policy/policy-index.ts';
import { leftOpen, verdictOn } from '../../policy/verdict.ts';
import { directoryOf } from './directory.ts';
import type { IpsOf } from './directory.ts';
import { endsOf, plannedEndpoint } from './ends.ts';

export type PolicyJudge = (planned: Pick<PlannedCell, 'cell' | 'destinations' | 'intent'>) => Verdict | undefined;

/**
 * @param ours the pods that the run creates, sources and stand-ins
 * @param ipsOf their addresses; if not given, they have none yet
 */
export const policyJudge = (snapshot: Snapshot, ours: readonly PodPlan[], index: PolicyIndex, ipsOf?: IpsOf): PolicyJudge => {
  const known = directoryOf(snapshot, ours, ipsOf);
  const sources = new Map(ours.flatMap((pod) => (pod.role === 'source' ? pod.serves.map((name) => [name, pod] as const) : [])));
  return ({ cell, destinations, intent }) => {
    const source = sources.get(cell.source);
    if (source === undefined) return undefined;
    const ends = destinations.map((destination) => endsOf(destination, cell, source, known));
    if (ends.some((some) => some.length === 0)) return leftOpen('who is there is not known before it is dialled');
    const others = otherDecider(snapshot.otherPolicies, [source.namespace, ...ends.flat().flatMap(({ target }) => (target.kind === 'pod' ? [target.namespace] : []))]);
    if (others !== undefined) return leftOpen(others);
    const from = plannedEndpoint(source, known.ipsOf(source));
    return verdictOn(ends.flat().map((end) => ({ ...end, source: from, protocol: cell.transport, family: cell.family })), index, intent?.verdict);
  };
};
