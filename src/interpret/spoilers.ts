/** Premises of the whole run that fell away: they turn any answer into none, and what was seen stays in the tally. */
import type { DestinationObservation, Doubt } from '../model/observation.ts';
import type { DialPlan, Plan, PlannedCell } from '../model/plan.ts';
import type { Change, PodRecord } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';

export interface Spoiler {
  readonly doubt: Doubt;
  readonly reason: string;
}

export const spoil = (seen: DestinationObservation, [spoiler]: readonly Spoiler[]): DestinationObservation =>
  spoiler === undefined ? seen : { ...seen, state: 'inconclusive', doubt: spoiler.doubt, reason: spoiler.reason };

export const alterations = (pods: readonly Named[], records: ReadonlyMap<string, PodRecord>): Spoiler[] =>
  pods
    .flatMap((pod) => records.get(keyOf(pod))?.altered ?? [])
    .map((what) => ({ doubt: 'altered', reason: `a probe pod was changed, so it is not the guest that was asked for: ${what}` }));

interface Changed {
  readonly changes: readonly Change[];
  readonly plan: Pick<Plan, 'pods'>;
}

export const changesTouching = (planned: PlannedCell, index: number, dial: DialPlan, { changes, plan }: Changed): Spoiler[] => {
  if (changes.length === 0) return [];
  const destination = planned.destinations[index];
  const namespaces = new Set([dial.from.namespace, ...(dial.answeredBy ? [dial.answeredBy.namespace] : []), ...(destination?.pods ?? []).map((pod) => pod.namespace)]);
  const nodes = new Set([destination?.node, ...(destination?.nodes ?? []), plan.pods.find((pod) => keyOf(pod) === keyOf(dial.from))?.node]);
  const touches = (change: Change): boolean => {
    switch (change.what) {
      case 'policy':
      case 'namespace-labels':
        return namespaces.has(change.namespace ?? '');
      case 'other-policy':
        return change.namespace === undefined || namespaces.has(change.namespace);
      case 'target-pod':
        return (destination?.pods ?? []).some((pod) => pod.namespace === change.namespace && pod.name === change.name);
      case 'endpoints':
        return destination?.service?.namespace === change.namespace && destination?.service?.name === change.name;
      case 'node':
        return nodes.has(change.name);
      case 'unread':
        return true;
    }
  };
  return changes.filter(touches).map((change) => ({ doubt: 'changed', reason: `${describeChange(change)} while packets flew` }));
};

export const describeChange = ({ what, namespace, name, detail }: Change): string =>
  what === 'unread' ? `${name} ${detail}` : `${what.replace('-', ' ')} ${namespace === undefined ? name : `${namespace}/${name}`} ${detail}`;
