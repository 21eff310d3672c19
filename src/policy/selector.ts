import type { NetworkPolicy } from '../model/network-policy.ts';
import type { Labels, Selector, SelectorRequirement } from '../model/snapshot.ts';

/**
 * Whether a LabelSelector matches. All requirements must hold; an empty selector matches everything.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export const selects = (selector: Selector, labels: Labels): boolean =>
  Object.keys(selector.matchLabels).every((key) => Object.hasOwn(labels, key) && labels[key] === selector.matchLabels[key]) &&
  selector.matchExpressions.every((requirement) => holds(requirement, labels));

/** `NotIn` and `DoesNotExist` hold for an object that lacks the key; `In` and `Exists` need it. An empty value is a value. */
const holds = ({ key, operator, values }: SelectorRequirement, labels: Labels): boolean => {
  const present = Object.hasOwn(labels, key);
  const listed = present && values.includes(labels[key] ?? '');
  switch (operator) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return present;
    case 'DoesNotExist':
      return !present;
  }
};

/** Whether all of these labels are among those that somebody wears. */
export const wears = (labels: Labels, wanted: Labels): boolean => selects({ matchLabels: wanted, matchExpressions: [] }, labels);

/** Whether a selector looks at this label key at all. */
export const mentions = (selector: Selector, key: string): boolean =>
  Object.hasOwn(selector.matchLabels, key) || selector.matchExpressions.some((requirement) => requirement.key === key);

/** Those by which a policy picks the pods at the other end. */
export const peerSelectors = ({ ingress = [], egress = [] }: Pick<NetworkPolicy, 'ingress' | 'egress'>): Selector[] => [...ingress, ...egress].flatMap(({ peers }) => peers.flatMap(({ podSelector }) => podSelector ?? []));

/** Every label of pods that policies look at. */
export const labelKeysIn = (policies: readonly NetworkPolicy[]): ReadonlySet<string> => new Set(policies.flatMap((policy) => [policy.podSelector, ...peerSelectors(policy)]).flatMap(keysOf));

const keysOf = ({ matchLabels, matchExpressions }: Selector): string[] => [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
