/** For each condition of a rule connections just inside it and just outside: what a broken enforcer gets wrong. */
import { directions } from '../../model/network-policy.ts';
import type { Direction } from '../../model/network-policy.ts';
import { isAmong, matchesPeer } from '../../policy/peers.ts';
import type { ReadyPolicy, ReadyRule } from '../../policy/policy-index.ts';
import { portsOn } from '../../policy/ports.ts';
import { contains, noPorts } from '../../policy/port-set.ts';
import { selects } from '../../policy/selector.ts';
import { nearest } from './nearest.ts';
import { sightOf } from './scene.ts';
import type { OtherEnd, Scene } from './scene.ts';

/** Any of these sources to any of these targets. */
export interface Choice {
  readonly sources: readonly number[];
  readonly targets: readonly number[];
}

/** One thing to look at. */
export interface Condition {
  readonly verdict: 'allow' | 'deny';
  /** What would show it, the best first. */
  readonly choices: readonly Choice[];
}

export const conditionsOf = (scene: Scene, namespaces: readonly string[]): Condition[] =>
  directions.flatMap((direction) => namespaces.flatMap((namespace) => scene.matrix.index.policiesIn(namespace, direction).flatMap((policy) => conditionsOfPolicy(policy, direction, scene))));

/** A policy without rules closes everything: its own condition is one connection that it denies, best to or from whom nothing else holds back. */
const conditionsOfPolicy = (policy: ReadyPolicy, direction: Direction, scene: Scene): Condition[] => {
  const subjects = subjectsOf(policy, direction, scene);
  const anybody = scene.others[direction];
  const closed = [anybody.filter(({ isFree }) => isFree), anybody].map((others) => meeting(direction, subjects, others.map(({ at }) => at)));
  return subjects.length === 0 ? [] : [{ verdict: 'deny', choices: closed }, ...policy.rules.flatMap((rule) => conditionsOfRule(rule, direction, subjects, scene))];
};

/** Whom a policy isolates: for egress classes that dial, for ingress targets, each a port of a class. */
const subjectsOf = ({ namespace, podSelector }: ReadyPolicy, direction: Direction, { matrix, sources, targets }: Scene): readonly number[] => {
  const selected = new Set(matrix.sources.flatMap((own, at) => (own.namespace === namespace && selects(podSelector, own.labels) ? [at] : [])));
  return direction === 'egress' ? sources.filter((at) => selected.has(at)) : targets.filter((at) => selected.has(matrix.targets[at]?.of ?? -1));
};

const meeting = (direction: Direction, subjects: readonly number[], others: readonly number[]): Choice =>
  direction === 'egress' ? { sources: subjects, targets: others } : { sources: others, targets: subjects };

const conditionsOfRule = (rule: ReadyRule, direction: Direction, subjects: readonly number[], scene: Scene): Condition[] => {
  const { index } = scene.matrix;
  const { true: insiders = [], false: outsiders = [] } = Object.groupBy(scene.others[direction], ({ end }) => String(isAmong(rule, end, sightOf(end, index))) as 'true' | 'false');
  const places = placesOf(rule, direction === 'egress' ? scene.others.egress.map(({ at }) => at) : subjects, scene);
  /** Ports are the target's, whichever side that is. */
  const on = (others: readonly OtherEnd[], isThere: (place: Place) => boolean): Choice => {
    const ends = others.map(({ at }) => at);
    const there = (target: number): boolean => isThere(places.get(target) ?? nowhere);
    return direction === 'egress' ? meeting(direction, subjects, ends.filter(there)) : meeting(direction, subjects.filter(there), ends);
  };
  const peers = rule.peers.map((peer) => ({ peer, own: insiders.filter(({ end }) => matchesPeer(peer, rule.policy.namespace, end, sightOf(end, index))) }));
  const allowed = (others: readonly OtherEnd[], isThere: (place: Place) => boolean): Condition => ({ verdict: 'allow', choices: [on(others, isThere)] });
  const inside = [insiders, ...(peers.length > 1 ? peers.map(({ own }) => own) : [])].map((own) => allowed(own, isOpen));
  const insideByPort = rule.ports.length > 1 ? rule.ports.map((_, item) => allowed(insiders, ({ openBy }) => openBy.includes(item))) : [];
  const outside = peers.flatMap(({ peer, own }) => nearest(outsiders, peer, own, rule.policy.namespace)).map((choices): Condition => ({ verdict: 'deny', choices: choices.map((own) => on(own, isOpen)) }));
  const outsideByPort = [true, false].map((protocol): Condition => ({ verdict: 'deny', choices: [on(insiders, (place) => !isOpen(place) && place.isOfProtocol === protocol)] }));
  return [...inside, ...insideByPort, ...outside, ...outsideByPort];
};

/** What a rule says of a target's port. */
interface Place {
  /** Which of its ports let it through, by position; all of them are one where it names none. */
  readonly openBy: readonly number[];
  /** It opens something of this protocol. */
  readonly isOfProtocol: boolean;
}

const nowhere: Place = { openBy: [], isOfProtocol: false };

const isOpen = ({ openBy }: Place): boolean => openBy.length > 0;

const placesOf = ({ ports }: ReadyRule, targets: readonly number[], { matrix }: Scene): ReadonlyMap<number, Place> => {
  const items = ports.length === 0 ? [[]] : ports.map((port) => [port]);
  return new Map(
    targets.map((target) => {
      const end = matrix.targets[target]?.ends[0];
      const sets = items.map((item) => (end === undefined ? noPorts : portsOn(end.target, item)));
      const openBy = [...sets.keys()].filter((item) => end !== undefined && contains(sets[item] ?? noPorts, end.protocol, end.port));
      return [target, { openBy, isOfProtocol: end !== undefined && sets.some((set) => set[end.protocol].length > 0) }];
    }),
  );
};
