/** Small tools with which faults bend rules. */
import { familyOf, type Family } from '../rules/addresses.ts';
import { lanesBy } from '../rules/lanes.ts';
import type { Lane, NodeRules, Subject } from '../rules/node-rules.ts';
import type { Direction, Protocol } from '../view/policy-spec.ts';

export interface LanePlace {
  readonly subject: Subject;
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly family: Family;
}

/** Changes lanes one by one. */
export function mapLanes(rules: NodeRules, change: (lane: Lane, place: LanePlace) => Lane): NodeRules {
  const subjects = rules.subjects.map((subject) => ({
    ...subject,
    lanes: lanesBy((direction, protocol) => change(subject.lanes[`${direction}-${protocol}`], { subject, direction, protocol, family: familyOf(subject.address) })),
  }));
  return { ...rules, subjects };
}

/** An address without any restriction. */
export function openSubject(uid: string, address: string): Subject {
  return { uid, address, lanes: lanesBy(() => 'open') };
}

/** Nothing is enforced, not even on addresses without rules. */
export function allOpen(rules: NodeRules): NodeRules {
  return { ...mapLanes(rules, () => 'open'), ranges: [] };
}

/** Nothing passes, isolated or not. */
export function allClosed(rules: NodeRules): NodeRules {
  return mapLanes(rules, () => []);
}
