/** For each condition of a rule a connection just inside it and one just outside: what a broken enforcer gets wrong. */
import type { Direction } from '../../model/network-policy.ts';
import { directions } from '../../model/network-policy.ts';
import type { Labels } from '../../model/snapshot.ts';
import type { Endpoint } from '../../policy/endpoint.ts';
import { familyOf } from '../../policy/ip-block.ts';
import { isAmong } from '../../policy/peers.ts';
import type { ReadyPolicy, ReadyRule } from '../../policy/policy-index.ts';
import { portsOn } from '../../policy/ports.ts';
import { contains } from '../../policy/port-set.ts';
import { selects } from '../../policy/selector.ts';
import { endpointOf } from '../classes.ts';
import type { DerivedMatrix } from '../derive.ts';
import type { CellIndex } from '../loaded.ts';

/** One thing to look at, and the connections that would show it, the best first. */
export interface Condition {
  readonly verdict: 'allow' | 'deny';
  readonly candidates: readonly CellIndex[];
}

/** All ends that a run could have, seen from a rule. */
interface Scene {
  readonly matrix: DerivedMatrix;
  /** Indices of the targets that may be dialled. */
  readonly targets: readonly number[];
}

export const conditionsOf = (scene: Scene, namespaces: readonly string[]): Condition[] =>
  directions.flatMap((direction) => namespaces.flatMap((namespace) => scene.matrix.index.policiesIn(namespace, direction).flatMap((policy) => conditionsOfPolicy(policy, direction, scene))));

/** A policy without rules closes everything: its own condition is one connection that it denies. */
const conditionsOfPolicy = (policy: ReadyPolicy, direction: Direction, scene: Scene): Condition[] => {
  const subjects = scene.matrix.sources.flatMap(({ namespace, labels }, at) => (namespace === policy.namespace && selects(policy.podSelector, labels) ? [at] : []));
  const closed: Condition = { verdict: 'deny', candidates: crossed(direction, subjects.slice(0, 1), scene) };
  return [closed, ...policy.rules.flatMap((rule) => conditionsOfRule(rule, direction, subjects, scene))];
};

/** Every connection of these subjects in a direction. */
const crossed = (direction: Direction, subjects: readonly number[], { matrix, targets }: Scene): CellIndex[] =>
  direction === 'egress'
    ? subjects.flatMap((source) => targets.map((target) => ({ source, target })))
    : subjects.flatMap((subject) => targets.filter((target) => matrix.targets[target]?.of === subject).flatMap((target) => matrix.sources.map((_, source) => ({ source, target }))));

const conditionsOfRule = (rule: ReadyRule, direction: Direction, subjects: readonly number[], scene: Scene): Condition[] => {
  const cells = crossed(direction, subjects.slice(0, 1), scene).filter(({ source, target }) => scene.matrix.targets[target]?.of !== source).map((cell) => ({ cell, ...placeOf(rule, direction, cell, scene) }));
  const cellsWhere = (is: (one: (typeof cells)[number]) => boolean): CellIndex[] => cells.filter(is).map(({ cell }) => cell);
  const inside = cells.find(({ peer, port }) => peer && port);
  const near = (labels: Labels) => (a: CellIndex, b: CellIndex) => likeness(otherOf(b, direction, scene), labels) - likeness(otherOf(a, direction, scene), labels);
  const like = inside === undefined ? {} : labelsOf(otherOf(inside.cell, direction, scene));
  const home = inside === undefined ? undefined : namespaceOf(otherOf(inside.cell, direction, scene));
  return [
    { verdict: 'allow', candidates: cellsWhere(({ peer, port }) => peer && port) },
    { verdict: 'deny', candidates: cellsWhere(({ cell, peer, port }) => !peer && port && namespaceOf(otherOf(cell, direction, scene)) === home) },
    { verdict: 'deny', candidates: cellsWhere(({ cell, peer, port }) => !peer && port && namespaceOf(otherOf(cell, direction, scene)) !== home).toSorted(near(like)) },
    { verdict: 'deny', candidates: cellsWhere(({ peer, port, protocol }) => peer && !port && protocol) },
    { verdict: 'deny', candidates: cellsWhere(({ peer, port, protocol }) => peer && !port && !protocol) },
  ];
};

/** Which of a rule's conditions a connection fulfils. */
const placeOf = (rule: ReadyRule, direction: Direction, cell: CellIndex, scene: Scene): { readonly peer: boolean; readonly port: boolean; readonly protocol: boolean } => {
  const end = scene.matrix.targets[cell.target]?.ends[0];
  if (end === undefined) return { peer: false, port: false, protocol: false };
  const other = otherOf(cell, direction, scene);
  const open = portsOn(end.target, rule.ports);
  return {
    peer: other !== undefined && isAmong(rule, other, { index: scene.matrix.index, family: other.kind === 'address' ? familyOf(other.ip) : 4, ipBlocksHoldPods: 'by-address' }),
    port: contains(open, end.protocol, end.port),
    protocol: open[end.protocol].length > 0,
  };
};

const otherOf = ({ source, target }: CellIndex, direction: Direction, { matrix }: Scene): Endpoint | undefined => {
  if (direction === 'egress') return matrix.targets[target]?.ends[0]?.target;
  const pod = matrix.sources[source];
  return pod === undefined ? undefined : endpointOf(pod);
};

const labelsOf = (end: Endpoint | undefined): Labels => (end?.kind === 'pod' ? end.labels : {});

const namespaceOf = (end: Endpoint | undefined): string | undefined => (end?.kind === 'pod' ? end.namespace : undefined);

/** How many labels two ends have in common: the outsider that looks most like an insider is the sharpest question. */
const likeness = (end: Endpoint | undefined, labels: Labels): number => Object.entries(labelsOf(end)).filter(([key, value]) => labels[key] === value).length;
