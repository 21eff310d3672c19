/** Small tools with which models misread policies: each finds its places in a policy, one misreading for each. */
import { directions } from '../model/network-policy.ts';
import type { Direction, NetworkPolicy, Peer, PortRule, Rule } from '../model/network-policy.ts';
import type { Selector } from '../model/snapshot.ts';
import type { Misreading } from './fault.ts';

/** What it is read as; undefined where there is nothing to misread. */
type Change<T> = (item: T) => readonly T[] | undefined;

export interface RulePlace {
  readonly direction: Direction;
  readonly at: number;
  readonly rule: Rule;
}

const rulesIn = (policy: NetworkPolicy): RulePlace[] => directions.flatMap((direction) => (policy[direction] ?? []).map((rule, at) => ({ direction, at, rule })));

const tell = ({ direction, at }: RulePlace): string => `${direction} rule ${at + 1}`;

const withRules = (policy: NetworkPolicy, { direction, at }: RulePlace, rules: readonly Rule[]): NetworkPolicy => ({ ...policy, [direction]: (policy[direction] ?? []).flatMap((rule, number) => (number === at ? rules : [rule])) });

export const perRule = (policy: NetworkPolicy, change: (rule: Rule, place: RulePlace) => readonly Rule[] | undefined): Misreading[] =>
  rulesIn(policy).flatMap((place) => {
    const rules = change(place.rule, place);
    return rules === undefined ? [] : [{ at: tell(place), as: [withRules(policy, place, rules)] }];
  });

/** An empty list would mean everybody, or every port: where nothing is left, the rule goes. */
const replaced = <Key extends 'peers' | 'ports'>(rule: Rule, key: Key, items: Rule[Key]): Rule[] => (items.length === 0 ? [] : [{ ...rule, [key]: items }]);

const perItem = <Key extends 'peers' | 'ports'>(policy: NetworkPolicy, key: Key, word: string, change: (item: Rule[Key][number], rule: Rule) => Rule[Key] | undefined): Misreading[] =>
  rulesIn(policy).flatMap((place) => {
    const items: readonly Rule[Key][number][] = place.rule[key];
    return items.flatMap((item, number) => {
      const changed = change(item, place.rule);
      if (changed === undefined) return [];
      const own = items.flatMap((other, at) => (at === number ? changed : [other])) as readonly unknown[] as Rule[Key];
      return [{ at: `${tell(place)}, ${word} ${number + 1}`, as: [withRules(policy, place, replaced(place.rule, key, own))] }];
    });
  });

export const perPeer = (policy: NetworkPolicy, change: (peer: Peer, rule: Rule) => readonly Peer[] | undefined): Misreading[] => perItem(policy, 'peers', 'peer', change);

export const perPort = (policy: NetworkPolicy, change: (port: PortRule, rule: Rule) => readonly PortRule[] | undefined): Misreading[] => perItem(policy, 'ports', 'port', change);

/** What a selector selects: the policy's own pods, the pods of a peer, or namespaces. */
export type Role = 'subject' | 'peer' | 'namespace';

/** One that becomes several means any of them. */
export const perSelector = (policy: NetworkPolicy, role: Role, change: Change<Selector>): Misreading[] => {
  if (role === 'subject') {
    const selectors = change(policy.podSelector);
    return selectors === undefined ? [] : [{ at: 'podSelector', as: selectors.map((podSelector) => ({ ...policy, podSelector })) }];
  }
  const key = role === 'peer' ? 'podSelector' : 'namespaceSelector';
  return perPeer(policy, (peer) => (peer[key] === undefined ? undefined : change(peer[key])?.map((selector) => ({ ...peer, [key]: selector }))));
};

/** A policy that is not seen at all. */
export const overlooked: Misreading = { at: '', as: [] };

/** A selector that selects nothing. */
export const nothing: Selector = { matchLabels: {}, matchExpressions: [{ key: 'netproof.dev/nothing', operator: 'In', values: [] }] };
