/** Selectors, peers and ports in words, as kubectl writes selectors. */
import type { Peer, PortRule } from '../model/network-policy.ts';
import type { Labels, Selector, SelectorRequirement } from '../model/snapshot.ts';
import { selects } from './selector.ts';

export const isEverything = ({ matchLabels, matchExpressions }: Selector): boolean => Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;

export const describeSelector = ({ matchLabels, matchExpressions }: Selector): string =>
  [...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`), ...matchExpressions.map(describeRequirement)].join(',') || 'everything';

const describeRequirement = ({ key, operator, values }: SelectorRequirement): string => {
  switch (operator) {
    case 'In':
      return `${key} in (${values.join(',')})`;
    case 'NotIn':
      return `${key} notin (${values.join(',')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
};

/** The requirements that do not hold, each with what is there instead. */
export const unmetBy = ({ matchLabels, matchExpressions }: Selector, labels: Labels): string[] => {
  const single: Selector[] = [
    ...Object.entries(matchLabels).map(([key, value]) => ({ matchLabels: { [key]: value }, matchExpressions: [] })),
    ...matchExpressions.map((requirement) => ({ matchLabels: {}, matchExpressions: [requirement] })),
  ];
  return single.filter((one) => !selects(one, labels)).map((one) => `${describeSelector(one)} (${describeLabel([...Object.keys(one.matchLabels), ...one.matchExpressions.map(({ key }) => key)][0] ?? '', labels)})`);
};

const describeLabel = (key: string, labels: Labels): string => (Object.hasOwn(labels, key) ? `${key} is "${labels[key]}"` : `there is no ${key}`);

export const describeLabels = (labels: Labels): string => Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',') || 'no labels';

/** @param namespace of the policy, which is meant where no namespaceSelector is given */
export const describePeer = ({ podSelector, namespaceSelector, ipBlock }: Peer, namespace: string): string => {
  if (ipBlock !== undefined) return `addresses in ${ipBlock.cidr}${ipBlock.except.length > 0 ? ` except ${ipBlock.except.join(', ')}` : ''}`;
  const pods = podSelector === undefined || isEverything(podSelector) ? 'all pods' : `pods with ${describeSelector(podSelector)}`;
  if (namespaceSelector === undefined) return `${pods} in ${namespace}`;
  return `${pods} in ${isEverything(namespaceSelector) ? 'all namespaces' : `namespaces with ${describeSelector(namespaceSelector)}`}`;
};

export const describePort = ({ protocol, port, endPort }: PortRule): string => (port === undefined ? `every ${protocol} port` : `${protocol}/${port}${endPort === undefined ? '' : `-${endPort}`}`);
