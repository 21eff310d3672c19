import type { Connection } from './connection.ts';
import { translate } from './errors.ts';

/** A right that a run needs in each namespace where it has pods. */
export interface Right {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
}

const rightsOn = (group: string, resource: string, ...verbs: readonly string[]): Right[] => verbs.map((verb) => ({ verb, group, resource }));

/**
 * What a run needs once its pods exist; asked for before, so that nothing is left half done. The right to create them
 * is tried, not asked for: admission has a say in it too.
 */
export const neededRights: readonly Right[] = [
  ...rightsOn('', 'pods', 'patch', 'delete'),
  { verb: 'get', group: '', resource: 'pods', subresource: 'log' },
  ...rightsOn('coordination.k8s.io', 'leases', 'create', 'delete'),
];

/** Besides those, where the run's heart beats. */
export const heartRights: readonly Right[] = rightsOn('coordination.k8s.io', 'leases', 'patch');

/** Besides those, in a namespace that outlives the run and has Services of it. */
export const serviceRights: readonly Right[] = rightsOn('', 'services', 'create', 'delete');

/** Besides those, in a namespace that is lent to the canary. */
export const lentCanaryRights: readonly Right[] = [...rightsOn('networking.k8s.io', 'networkpolicies', 'create', 'delete'), ...serviceRights];

/** Besides those, in the canary's own namespace, which does not exist when they are asked for, and goes with all that is in it. */
export const canaryRights: readonly Right[] = [
  ...rightsOn('networking.k8s.io', 'networkpolicies', 'create'),
  ...rightsOn('', 'services', 'create'),
  ...rightsOn('', 'namespaces', 'create', 'delete'),
];

/** What the battery needs in namespaces that do not exist when it asks. */
export const batteryRights: readonly Right[] = [
  ...rightsOn('', 'namespaces', 'create', 'patch', 'delete'),
  ...rightsOn('', 'pods', 'create', 'list', 'watch', 'patch', 'delete'),
  { verb: 'get', group: '', resource: 'pods', subresource: 'log' },
  ...rightsOn('', 'services', 'create'),
  ...rightsOn('networking.k8s.io', 'networkpolicies', 'create', 'update', 'delete'),
  ...rightsOn('coordination.k8s.io', 'leases', 'create', 'patch'),
];

/** Only who may do all things, of all kinds and everywhere, is answered yes: an administrator is asked once. */
const everything: Right = { verb: '*', group: '*', resource: '*' };

/** Rights, and the namespaces where they are needed. */
export interface Needed {
  readonly rights: readonly Right[];
  readonly namespaces: readonly string[];
}

/** @returns what is missing, in words, one line a right */
export const missingRights = async (api: Connection, needed: readonly Needed[]): Promise<string[]> => {
  if (await mayI(api, everything, undefined)) return [];
  const answers = await Promise.all(needed.flatMap(({ rights, namespaces }) => rights.map((right) => missingForRight(api, right, namespaces))));
  return answers.flat();
};

/** Whoever may do it everywhere need not be asked namespace by namespace. */
const missingForRight = async (api: Connection, right: Right, namespaces: readonly string[]): Promise<string[]> => {
  if (await mayI(api, right, undefined)) return [];
  const answers = await Promise.all(namespaces.map(async (namespace) => ((await mayI(api, right, namespace)) ? undefined : namespace)));
  const refused = answers.filter((namespace) => namespace !== undefined);
  const resource = right.subresource === undefined ? right.resource : `${right.resource}/${right.subresource}`;
  const hint = canaryRights.includes(right) || lentCanaryRights.includes(right) ? ' (for the canary: grant it, or switch the canary off)' : '';
  return refused.map((namespace) => `no permission to ${right.verb} ${resource} in namespace "${namespace}"${hint}`);
};

const mayI = async (api: Connection, { verb, group, resource, subresource }: Right, namespace: string | undefined): Promise<boolean> => {
  const resourceAttributes = { verb, group, resource, ...(subresource === undefined ? {} : { subresource }), ...(namespace === undefined ? {} : { namespace }) };
  try {
    const review = await api.authorization.createSelfSubjectAccessReview({ body: { spec: { resourceAttributes } } });
    return review.status?.allowed === true;
  } catch (error) {
    throw translate(error, 'ask which rights we have');
  }
};
