/** Selectors, peers and ports in words, as kubectl writes selectors. */
import type { Peer, PortRule } from '../model/network-policy.ts';
import type { Labels, Selector, SelectorRequirement } from '../model/snapshot.ts';
import { namespaceNameLabel } from './policy-index.ts';
import { everyPort, isEmpty, protocols, subtract } from './port-set.ts';
import type { PortSet } from './port-set.ts';
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

/** The labels that keep a selector from matching, as they are; without a value where there is none. */
export const unmetBy = ({ matchLabels, matchExpressions }: Selector, labels: Labels): { readonly key: string; readonly value?: string }[] => {
  const single = [...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In' as const, values: [value] })), ...matchExpressions];
  const unmet = new Set(single.filter((requirement) => !selects({ matchLabels: {}, matchExpressions: [requirement] }, labels)).map(({ key }) => key));
  return [...unmet].map((key) => ({ key, ...(Object.hasOwn(labels, key) ? { value: labels[key] ?? '' } : {}) }));
};

export const describeLabel = ({ key, value }: { readonly key: string; readonly value?: string }): string => (value === undefined ? `there is no label ${key}` : `${key} is "${value}"`);

export const describeLabels = (labels: Labels): string => Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',') || 'no labels';

/** @param namespace of the policy, which is meant where no namespaceSelector is given */
export const describePeer = ({ podSelector, namespaceSelector, ipBlock }: Peer, namespace: string): string => {
  if (ipBlock !== undefined) return `addresses in ${ipBlock.cidr}${ipBlock.except.length > 0 ? ` except ${ipBlock.except.join(', ')}` : ''}`;
  const pods = podSelector === undefined || isEverything(podSelector) ? 'all pods' : `pods with ${describeSelector(podSelector)}`;
  if (namespaceSelector === undefined) return `${pods} in ${namespace}`;
  return `${pods} in ${describeNamespaces(namespaceSelector)}`;
};

/** Selected by the label that every namespace has, it is one by name. */
const describeNamespaces = (selector: Selector): string => {
  if (isEverything(selector)) return 'all namespaces';
  const [[key, name] = [], ...more] = Object.entries(selector.matchLabels);
  return key === namespaceNameLabel && more.length === 0 && selector.matchExpressions.length === 0 ? `namespace ${name}` : `namespaces with ${describeSelector(selector)}`;
};

export const describePort = ({ protocol, port, endPort }: PortRule): string => (port === undefined ? `every ${protocol} port` : `${protocol}/${port}${endPort === undefined ? '' : `-${endPort}`}`);

/** `every port`, `every TCP port`, `UDP/53`, `TCP/8000-8080`; nothing of an empty set. */
export const describePortSet = (set: PortSet): string[] => {
  if (isEmpty(subtract(everyPort, set))) return ['every port'];
  return protocols.flatMap((protocol) => set[protocol].map(([from, to]) => describePort(from === 1 && to === 65_535 ? { protocol } : { protocol, port: from, ...(from === to ? {} : { endPort: to }) })));
};
