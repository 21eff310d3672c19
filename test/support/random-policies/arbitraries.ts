/** Random NetworkPolicies in normal form: every way to select, to name ports and to leave something out. */
import * as fc from 'fast-check';
import type { NetworkPolicy, Peer, PortRule, Rule } from '../../../src/model/network-policy.ts';
import type { Selector, SelectorRequirement } from '../../../src/model/snapshot.ts';
import { ipBlocks } from './blocks.ts';
import { namespaceKeys, namespaceNameKey, namespaceValues, podKeys, podValues, portNames, portNumbers, protocols, strangeKey } from './vocabulary.ts';
import type { Names } from './world.ts';

/** One to four policies. */
export const policySets = (names: Names): fc.Arbitrary<readonly NetworkPolicy[]> =>
  fc.array(policies(names), { minLength: 1, maxLength: 4 }).map((drawn) => drawn.map((policy, index) => ({ ...policy, name: `p${index}` })));

/** All by the same name: whoever puts several together names them. */
export const policies = (names: Names): fc.Arbitrary<NetworkPolicy> => {
  const rules = fc.array(rulesFor(names), { maxLength: 3 });
  const both = fc.oneof(
    { weight: 2, arbitrary: fc.record({ ingress: rules }) },
    { weight: 2, arbitrary: fc.record({ egress: rules }) },
    { weight: 1, arbitrary: fc.record({ ingress: rules, egress: rules }) },
  );
  return fc
    .record({ namespace: fc.constantFrom(...names.namespaces), podSelector: selectors(podKeys, podValues, 4), rules: both })
    .map(({ namespace, podSelector, rules: directions }) => ({ namespace, name: 'p', podSelector, ...directions }));
};

const rulesFor = (names: Names): fc.Arbitrary<Rule> =>
  fc.record({ peers: short(peers(names)), ports: short(portRules) });

/** A list that is empty now and then, and never long. */
const short = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> => fc.oneof({ weight: 1, arbitrary: fc.constant<readonly T[]>([]) }, { weight: 3, arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }) });

const peers = (names: Names): fc.Arbitrary<Peer> => {
  const podSelector = selectors(podKeys, podValues);
  const namespaceSelector = fc.oneof(
    { weight: 3, arbitrary: selectors(namespaceKeys, namespaceValues) },
    { weight: 1, arbitrary: fc.constantFrom(...names.namespaces).map((name): Selector => ({ matchLabels: { [namespaceNameKey]: name }, matchExpressions: [] })) },
  );
  return fc.oneof(
    { weight: 2, arbitrary: fc.record({ podSelector }) },
    { weight: 2, arbitrary: fc.record({ namespaceSelector }) },
    { weight: 3, arbitrary: fc.record({ podSelector, namespaceSelector }) },
    { weight: 3, arbitrary: fc.record({ ipBlock: ipBlocks(names) }) },
  );
};

/** `empty`: how often all are selected, to five times that conditions are drawn. */
const selectors = (keys: readonly string[], values: readonly string[], empty = 1): fc.Arbitrary<Selector> => {
  const one = requirements(keys, values);
  const label = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { minKeys: 1, maxKeys: 1, noNullPrototype: true });
  return fc.oneof(
    { weight: empty, arbitrary: fc.constant<Selector>({ matchLabels: {}, matchExpressions: [] }) },
    { weight: 1, arbitrary: label.map((matchLabels): Selector => ({ matchLabels, matchExpressions: [] })) },
    { weight: 2, arbitrary: one.map((requirement): Selector => ({ matchLabels: {}, matchExpressions: [requirement] })) },
    { weight: 2, arbitrary: fc.record({ matchLabels: label, matchExpressions: fc.array(one, { minLength: 1, maxLength: 2 }) }) },
  );
};

const requirements = (keys: readonly string[], values: readonly string[]): fc.Arbitrary<SelectorRequirement> => {
  const key = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: fc.constant(strangeKey) });
  return fc.oneof(
    fc.record({ key, operator: fc.constantFrom('In' as const, 'NotIn' as const), values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }) }),
    fc.record({ key, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const), values: fc.constant<readonly string[]>([]) }),
  );
};

const protocol = fc.constantFrom(...protocols, 'TCP' as const, 'TCP' as const, 'UDP' as const);
const number = fc.constantFrom(...portNumbers);

const portRules: fc.Arbitrary<PortRule> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ protocol }) },
  { weight: 3, arbitrary: fc.record({ protocol, port: number }) },
  { weight: 3, arbitrary: fc.record({ protocol, port: fc.constantFrom(...portNames) }) },
  { weight: 2, arbitrary: fc.tuple(protocol, number, number).map(([spoken, one, other]) => ({ protocol: spoken, port: Math.min(one, other), endPort: Math.max(one, other) })) },
);
