/** What a pile of manifests comes to, whatever its objects are called: who may do what where, and which pods run. */
import type { RbacV1Subject, V1ConfigMap, V1CronJob, V1Deployment, V1Job, V1Namespace, V1NetworkPolicySpec, V1ObjectMeta, V1Pod, V1PodSpec, V1PolicyRule, V1RoleRef } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';

export type ManifestObject = { readonly apiVersion: string; readonly kind: string; readonly metadata: V1ObjectMeta } & Readonly<Record<string, unknown>>;

/** @throws where a document is not YAML, or repeats a key */
export const parseObjects = (text: string): ManifestObject[] =>
  parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return document.contents === null ? [] : [document.toJS() as ManifestObject];
  });

export const ofKind = <T>(objects: readonly ManifestObject[], kind: string): T[] => objects.filter((object) => object.kind === kind) as unknown as T[];

interface Binding {
  readonly metadata: V1ObjectMeta;
  readonly roleRef: V1RoleRef;
  readonly subjects: readonly RbacV1Subject[];
}

/** `ACCOUNT may VERB GROUP/RESOURCE in PLACE`, by all bindings; rights in objects by name only where they are here. @throws where one binds a role that is not there */
export const rightsIn = (objects: readonly ManifestObject[]): string[] => {
  const bindings = ['RoleBinding', 'ClusterRoleBinding'].flatMap((kind) => ofKind<Binding>(objects, kind));
  const rights = bindings.flatMap(({ metadata, roleRef, subjects }) => {
    const role = objects.find((object) => object.kind === roleRef.kind && object.metadata.name === roleRef.name && (roleRef.kind === 'ClusterRole' || object.metadata.namespace === metadata.namespace));
    if (role === undefined) throw new Error(`${metadata.name} binds ${roleRef.kind} ${roleRef.name}, which is not there`);
    const rules = (role as unknown as { readonly rules: readonly V1PolicyRule[] }).rules.flatMap(({ apiGroups = [], resources = [], resourceNames, verbs }) => {
      const named = resourceNames?.filter((name) => objects.some((object) => object.metadata.name === name)).map((name) => `/${name}`) ?? [''];
      return apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.flatMap((verb) => named.map((name) => `${verb} ${group}/${resource}${name}`))));
    });
    return subjects.flatMap(({ namespace, name }) => rules.map((rule) => `${namespace}/${name} may ${rule} in ${metadata.namespace ?? 'the cluster'}`));
  });
  return [...new Set(rights)].toSorted();
};

/** The specifications of all that runs, without labels, and with what a ConfigMap says in place of its name. */
export const jobsIn = (objects: readonly ManifestObject[]): unknown[] => {
  const texts = new Map(ofKind<V1ConfigMap>(objects, 'ConfigMap').map(({ metadata, data }) => [metadata?.name, data]));
  const bare = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if ('configMap' in value) return { ...value, configMap: texts.get((value.configMap as { readonly name: string }).name) };
    return 'metadata' in value ? { ...value, metadata: undefined } : value;
  };
  return [...ofKind<V1Job>(objects, 'Job'), ...ofKind<V1CronJob>(objects, 'CronJob'), ...ofKind<V1Deployment>(objects, 'Deployment')].map(({ spec }) => JSON.parse(JSON.stringify(spec, bare)) as unknown);
};

export const podsIn = (objects: readonly ManifestObject[]): Readonly<V1PodSpec>[] => [
  ...ofKind<V1Pod>(objects, 'Pod').flatMap(({ spec }) => spec ?? []),
  ...ofKind<V1Job>(objects, 'Job').flatMap(({ spec }) => spec?.template.spec ?? []),
  ...ofKind<V1CronJob>(objects, 'CronJob').flatMap(({ spec }) => spec?.jobTemplate.spec?.template.spec ?? []),
  ...ofKind<V1Deployment>(objects, 'Deployment').flatMap(({ spec }) => spec?.template.spec ?? []),
];

const namespaceLabels = ['pod-security.kubernetes.io/enforce', 'istio-injection'];

/** `NAME LABEL=VALUE …`, of the labels that mean something to others than us. */
export const namespacesIn = (objects: readonly ManifestObject[]): string[] =>
  ofKind<V1Namespace>(objects, 'Namespace').map(({ metadata }) => [metadata?.name, ...namespaceLabels.map((label) => `${label}=${metadata?.labels?.[label]}`)].join(' ')).toSorted();

/** What NetworkPolicies say, whomever they select. */
export const policiesIn = (objects: readonly ManifestObject[]): unknown[] => ofKind<{ readonly spec: Partial<V1NetworkPolicySpec> }>(objects, 'NetworkPolicy').map(({ spec }) => ({ ...spec, podSelector: undefined }));
