/** Roles of a preset, one right short each. */
import type { Kubectl } from '../support/kubectl.ts';
import { applyObject } from '../support/namespace.ts';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface Role {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules: readonly Rule[];
}

export interface Shortage {
  /** `verb resource`. */
  readonly right: string;
  readonly role: Role;
}

export const roleIn = async (kubectl: Kubectl, namespace: string, name: string): Promise<Role> => {
  const { apiVersion, kind, rules } = await kubectl.json<Role>(['get', 'role', name, '-n', namespace]);
  return { apiVersion, kind, metadata: { namespace, name }, rules };
};

const builtIn: ReadonlySet<string> = new Set(['', 'apps', 'autoscaling', 'coordination.k8s.io', 'discovery.k8s.io', 'networking.k8s.io', 'policy']);

/** Of the whole cluster; without the kinds that a cluster need not have. */
export const clusterRole = async (kubectl: Kubectl, name: string): Promise<Role> => {
  const { apiVersion, kind, rules } = await kubectl.json<Role>(['get', 'clusterrole', name]);
  return { apiVersion, kind, metadata: { name }, rules: rules.filter(({ apiGroups }) => apiGroups.every((group) => builtIn.has(group))) };
};

/** Each verb on each resource by itself. */
const singleRules = ({ rules }: Role): Rule[] => rules.flatMap(({ apiGroups, resources, verbs }) => resources.flatMap((resource) => verbs.map((verb) => ({ apiGroups, resources: [resource], verbs: [verb] }))));

const textOf = ({ verbs, resources }: Rule): string => `${verbs[0]} ${resources[0]}`;

/** Each verb on each resource is left out once. */
export const shortagesOf = (role: Role): Shortage[] => {
  const single = singleRules(role);
  return single.map((left) => ({ right: textOf(left), role: { ...role, rules: single.filter((rule) => rule !== left) } }));
};

/** @param rights `verb resource`. @throws RangeError where it has one of them not */
export const roleWithout = (role: Role, rights: readonly string[]): Role => {
  const single = singleRules(role);
  const absent = rights.filter((right) => !single.some((rule) => textOf(rule) === right));
  if (absent.length > 0) throw new RangeError(`${role.metadata.name} has no right to ${absent.join(', ')}`);
  return { ...role, rules: single.filter((rule) => !rights.includes(textOf(rule))) };
};

/** Has a role for the time of some work, and the one before again after it. */
export const withRole = async <T>(kubectl: Kubectl, instead: Role, before: Role, work: () => Promise<T>): Promise<T> => {
  await applyObject(kubectl, instead);
  try {
    return await work();
  } finally {
    await applyObject(kubectl, before);
  }
};
