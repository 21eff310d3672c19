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

/** Of the whole cluster; without the kinds that a cluster need not have. */
export const clusterRole = async (kubectl: Kubectl, name: string): Promise<Role> => {
  const { apiVersion, kind, rules } = await kubectl.json<Role>(['get', 'clusterrole', name]);
  return { apiVersion, kind, metadata: { name }, rules: rules.filter(({ apiGroups }) => apiGroups.every((group) => group === '' || group.endsWith('.k8s.io') || !group.includes('.'))) };
};

/** Each verb on each resource is left out once. */
export const shortagesOf = (role: Role): Shortage[] => {
  const single = role.rules.flatMap(({ apiGroups, resources, verbs }) => resources.flatMap((resource) => verbs.map((verb): Rule => ({ apiGroups, resources: [resource], verbs: [verb] }))));
  return single.map((left) => ({ right: `${left.verbs[0]} ${left.resources[0]}`, role: { ...role, rules: single.filter((rule) => rule !== left) } }));
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
