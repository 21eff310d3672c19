import { createHash } from 'node:crypto';
import { families, familyOf, type Family } from '../rules/addresses.ts';
import { lanesBy } from '../rules/lanes.ts';
import type { Gate, Lane, LaneKey, NodeRules, Subject } from '../rules/node-rules.ts';
import type { FaultScope } from './spec.ts';

/** Takes the faulty rules where the fault applies, and the right ones elsewhere. */
export function within(scope: FaultScope, right: NodeRules, faulty: NodeRules): NodeRules {
  return {
    ...faulty,
    ranges: families.flatMap((family) => rangesOf(hitsAllOf(family, scope) ? faulty : right, family)),
    subjects: mergeSubjects(scope, right, faulty),
    gates: faulty.gates.flatMap((gate) => narrowGate(gate, scope)),
  };
}

function rangesOf({ ranges }: NodeRules, family: Family): string[] {
  return ranges.filter((range) => familyOf(range) === family);
}

/** Addresses without rules are closed as a whole: a fault of one direction or protocol alone leaves that so. */
function hitsAllOf(family: Family, scope: FaultScope): boolean {
  return scope.direction === undefined && scope.protocol === undefined && scope.probability === undefined && (scope.family ?? family) === family;
}

function mergeSubjects(scope: FaultScope, right: NodeRules, faulty: NodeRules): Subject[] {
  const known = bySubject(right);
  const bent = bySubject(faulty);
  return [...new Set([...known.keys(), ...bent.keys()])].flatMap((address) => {
    const here = known.get(address);
    const there = bent.get(address);
    const subject = there ?? here;
    if (subject === undefined) return [];
    const hit = isHit(subject, scope);
    return [{ ...subject, lanes: lanesBy((direction, protocol) => laneOf(hit && (scope.direction ?? direction) === direction && (scope.protocol ?? protocol) === protocol ? there : here, `${direction}-${protocol}`)) }];
  });
}

function bySubject({ subjects }: NodeRules): Map<string, Subject> {
  return new Map(subjects.map((subject) => [subject.address, subject]));
}

/** An address that one of both does not know is closed there. */
function laneOf(subject: Subject | undefined, key: LaneKey): Lane {
  return subject?.lanes[key] ?? [];
}

function isHit({ uid, address }: Subject, { family, probability = 1 }: FaultScope): boolean {
  return (family ?? familyOf(address)) === familyOf(address) && chanceOf(uid) < probability;
}

/** A number from 0 to 1 that a pod keeps for life. */
function chanceOf(uid: string): number {
  return createHash('sha256').update(uid).digest().readUInt32BE() / 2 ** 32;
}

function narrowGate(gate: Gate, { family, protocol }: FaultScope): Gate[] {
  if (protocol !== undefined && gate.protocols !== undefined && !gate.protocols.includes(protocol)) return [];
  return [{ ...gate, ...(family === undefined ? {} : { families: [family] }), ...(protocol === undefined ? {} : { protocols: [protocol] }) }];
}
