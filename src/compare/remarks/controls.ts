import type { DialPlan } from '../../model/plan.ts';
import type { Recording } from '../../model/recording.ts';
import { keyOf } from '../../model/snapshot.ts';
import type { StreakIndex } from './streaks.ts';

/** Controls that are restricted, or that never got through: they prove nothing, and it is nobody's fault that we know. */
export const remarksOnControls = (recording: Recording, streaks: StreakIndex): string[] => [
  ...recording.controlPolicies.map((policy) => `NetworkPolicy ${policy} selects the control pods, so they are not unrestricted: where they are closed, nothing is proven`),
  ...deadNodes(recording, streaks).map((node) => `unselected pods are closed on node ${node}: the control pods ran, and nothing got through between them; either the network is broken there or a default deny is in force${others(recording)}`),
];

/** Policies of other kinds are known by the plan's own remarks alone. */
const others = ({ plan }: Recording): string => {
  const known = plan.remarks.filter((remark) => remark.includes('they may decide'));
  return known.length === 0 ? '' : ` (${known.join('; ')})`;
};

/** Nodes whose control source ran, dialled, and reached no control at all, its own node's included. */
const deadNodes = ({ dials, pods, plan, settings }: Recording, streaks: StreakIndex): string[] => {
  const failed = new Set(pods.filter(({ failure }) => failure !== undefined).map(keyOf));
  const nodeOf = new Map(plan.pods.map((pod) => [keyOf(pod), pod.node]));
  const ran = ({ from, answeredBy }: DialPlan): boolean => !failed.has(keyOf(from)) && (answeredBy === undefined || !failed.has(keyOf(answeredBy)));
  const paths = dials.filter((dial) => dial.purpose.kind === 'path' && ran(dial));
  return [...Map.groupBy(paths, ({ from }) => nodeOf.get(keyOf(from)))].flatMap(([node, group]) => {
    const met = group.map(streaks);
    const tried = met.some((each) => each.reduce((sum, { n }) => sum + n, 0) >= settings.settleAttempts);
    return node !== undefined && tried && !met.flat().some(({ kind }) => kind === 'connected') ? [node] : [];
  });
};
