/** What the matrix is called that policies say. */
import type { Selector } from '../model/snapshot.ts';
import { shortHash, shortName } from '../plan/names.ts';

/** Of whom the policies, and of which pods; as a person has asked. */
export interface Whose {
  readonly namespaces: readonly string[] | 'all';
  readonly pods?: Selector;
}

/** As much as the name of a matrix, and of an object of Kubernetes, may have. */
const mostCharacters = 253;

/**
 * `network-policies`, `network-policies.shop`, `network-policies.bank.shop`, or `network-policies-app-in-web-0123456789.shop`.
 * Reports of one name are held against each other, so whatever else is asked has another: a leak of one namespace must not be
 * excused in the next. The same in another order has the same.
 */
export const policyMatrixName = ({ namespaces, pods }: Whose): string => {
  const named = namespaces === 'all' ? [] : [...new Set(namespaces)].toSorted();
  return shortName([pods === undefined ? prefix : `${prefix}-${selectorName(pods)}`, ...named].join('.'), mostCharacters);
};

const prefix = 'network-policies';

/** Its words, and a hash of it: names have no room for all that a selector may say. */
const selectorName = ({ matchLabels, matchExpressions }: Selector): string => {
  const equal = Object.entries(matchLabels).map(([key, value]) => [key, 'In', value]);
  const requirements = [...equal, ...matchExpressions.map(({ key, operator, values }) => [key, operator, ...values.toSorted()])].map((words) => JSON.stringify(words)).toSorted();
  const words = requirements.join(' ').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 40);
  return `${words}-${shortHash(requirements.join(' '))}`.replace('--', '-');
};
