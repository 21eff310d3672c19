/** Names and nonces of a run: derived from its secret, so that planning stays free of randomness. */
import { createHash, createHmac } from 'node:crypto';
import type { PodRole } from '../model/plan.ts';
import type { Labels } from '../model/snapshot.ts';

export interface PodIdentity {
  readonly role: PodRole;
  readonly namespace: string;
  readonly labels: Labels;
  readonly node: string;
}

/** A word that nobody outside this run can guess: 128 bits in hex. */
export const unguessable = (secret: string, purpose: string): string => createHmac('sha256', secret).update(purpose).digest('hex').slice(0, 32);

/**
 * `np-<hash of run, identity, node and role>-<random>`. At least one agent in the field keys its rules by a pod's name
 * up to the last dash, so the part before it must be unique by itself.
 */
export const podName = (run: string, secret: string, identity: PodIdentity): string => {
  const labels = Object.entries(identity.labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const key = JSON.stringify([run, identity.role, identity.namespace, labels, identity.node]);
  return `np-${shortHash(key)}-${unguessable(secret, `pod ${key}`).slice(0, 5)}`;
};

/** Where it is longer than `most` characters, a hash of the whole takes the place of its end: two long names that begin alike stay two. */
export const shortName = (name: string, most: number): string => (name.length <= most ? name : `${name.slice(0, most - hashLength - 1).replace(/[-.]+$/, '')}-${shortHash(name)}`);

const hashLength = 10;

/** Ten hex digits. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, hashLength);

/** A node's name as a label's value takes it. */
export const nodeMark = (node: string): string => shortHash(node);

/** A key for pods that are the same guest: namespace and labels, whatever their order. */
export const identityKey = (namespace: string, labels: Labels): string =>
  JSON.stringify([namespace, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
