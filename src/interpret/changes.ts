/** What of the verdicts' inputs did not stay the same while packets flew. Pure. */
import type { Destination, Plan } from '../model/plan.ts';
import type { Change, TargetRecord } from '../model/recording.ts';
import type { EndpointSliceState, Labels, NamespaceState, NodeState, OtherPolicies, PodState, Selecting, Watched } from '../model/snapshot.ts';
import { selectsAny } from '../policy/selecting.ts';

/** Nobody could look a second time: anything may have changed. */
export const unread: Change = { what: 'unread', name: 'the cluster', detail: 'could not be read again, so that anything may have changed' };

export const changesBetween = (before: Watched, after: Watched, plan: Plan): Change[] => [
  ...policyChanges(concerning(plan, before.policies), concerning(plan, after.policies)),
  ...otherPolicyChanges(before.otherPolicies, after.otherPolicies),
  ...namespaceChanges(before.namespaces, after.namespaces).filter(({ name }) => name !== plan.controlNamespace && name !== plan.canary?.namespace),
  ...targetChanges(before.pods, after.pods, plan),
  ...endpointChanges(before.endpointSlices, after.endpointSlices),
  ...nodeChanges(before.nodes, after.nodes),
];

/** Live pods behind destinations: whether their readiness held from the first reading to the last. */
export const targetRecords = (before: readonly PodState[], after: readonly PodState[], plan: Plan): TargetRecord[] => {
  const later = new Map(after.map((pod) => [pod.uid, pod]));
  return targetPods(before, plan).map((pod) => {
    const then = later.get(pod.uid);
    return {
      namespace: pod.namespace,
      name: pod.name,
      uid: pod.uid,
      readyThroughout: pod.ready && then?.ready === true && then.readySince === pod.readySince,
    };
  });
};

const targetPods = (pods: readonly PodState[], plan: Plan): PodState[] => {
  const uids = new Set(plan.cells.flatMap(({ destinations }) => destinations.flatMap((destination: Destination) => destination.pods.map(({ uid }) => uid))));
  return pods.filter(({ uid }) => uids.has(uid));
};

/** Several runs may be lent one namespace for their canaries: there the policies of the others select the pods of the others. */
const concerning = ({ canary, pods }: Plan, policies: readonly Selecting[]): Selecting[] => policies.filter((policy) => policy.namespace !== canary?.namespace || selectsAny(policy, pods));

const policyChanges = (before: readonly Selecting[], after: readonly Selecting[]): Change[] =>
  differences(before, after, (policy) => `${policy.namespace}/${policy.name}`, (policy) => policy.version).map(({ object, detail }) => ({
    what: 'policy',
    namespace: object.namespace,
    name: object.name,
    detail,
  }));

/** What may be listed at one time only may have changed at any. */
const otherPolicyChanges = (before: OtherPolicies, after: OtherPolicies): Change[] => {
  const lost = after.unreadable.filter((resource) => !before.unreadable.includes(resource));
  const hidden = new Set([...before.unreadable, ...lost]);
  const visible = ({ objects }: OtherPolicies): OtherPolicies['objects'] => objects.filter(({ resource }) => !hidden.has(resource));
  const changed = differences(visible(before), visible(after), ({ resource, namespace = '', name }) => `${resource} ${namespace}/${name}`, ({ version }) => version);
  return [
    ...changed.map(({ object: { resource, namespace, name }, detail }): Change => ({ what: 'other-policy', ...(namespace === undefined ? {} : { namespace }), name: `${name} (${resource})`, detail })),
    ...lost.map((resource): Change => ({ what: 'other-policy', name: resource, detail: 'could not be listed again, so that any of them may have changed' })),
  ];
};

const namespaceChanges = (before: readonly NamespaceState[], after: readonly NamespaceState[]): Change[] =>
  differences(before, after, ({ name }) => name, ({ labels, terminating }) => `${terminating} ${labelsKey(labels)}`).map(({ object, detail }) => ({
    what: 'namespace-labels',
    namespace: object.name,
    name: object.name,
    detail,
  }));

const targetChanges = (before: readonly PodState[], after: readonly PodState[], plan: Plan): Change[] => {
  const uids = new Set(targetPods(before, plan).map(({ uid }) => uid));
  const pick = (pods: readonly PodState[]): PodState[] => pods.filter(({ uid }) => uids.has(uid));
  return differences(pick(before), pick(after), ({ uid }) => uid, ({ ips, labels, terminating, restarts }) => `${ips.join()} ${terminating} ${restarts} ${labelsKey(labels)}`).map(({ object, detail }) => ({
    what: 'target-pod',
    namespace: object.namespace,
    name: object.name,
    detail,
  }));
};

/**
 * Ready addresses only, and by Service: a guest of ours that is listed as not ready, in a new slice or an old one,
 * changes nothing for anybody.
 */
const endpointChanges = (before: readonly EndpointSliceState[], after: readonly EndpointSliceState[]): Change[] =>
  differences(readyBackends(before), readyBackends(after), ({ namespace, service }) => `${namespace}/${service}`, ({ ready }) => ready).map(({ object, detail }) => ({
    what: 'endpoints',
    namespace: object.namespace,
    name: object.service,
    detail,
  }));

interface Backends {
  readonly namespace: string;
  readonly service: string;
  readonly ready: string;
}

const readyBackends = (slices: readonly EndpointSliceState[]): Backends[] =>
  [...Map.groupBy(slices, ({ namespace, service }) => `${namespace}/${service}`).values()].flatMap((group) => {
    const [first] = group;
    const addresses = group.flatMap(({ endpoints }) => endpoints.filter(({ ready }) => ready).flatMap((endpoint) => endpoint.addresses));
    return first === undefined || addresses.length === 0 ? [] : [{ namespace: first.namespace, service: first.service, ready: addresses.toSorted().join() }];
  });

const nodeChanges = (before: readonly NodeState[], after: readonly NodeState[]): Change[] =>
  differences(before, after, ({ name }) => name, ({ ready }) => String(ready))
    .filter(({ detail }) => detail !== 'appeared')
    .map(({ object, detail }) => ({ what: 'node', name: object.name, detail }));

interface Difference<T> {
  readonly object: T;
  readonly detail: 'appeared' | 'disappeared' | 'changed';
}

const differences = <T>(before: readonly T[], after: readonly T[], keyOf: (object: T) => string, versionOf: (object: T) => string): Difference<T>[] => {
  const earlier = new Map(before.map((object) => [keyOf(object), object]));
  const later = new Map(after.map((object) => [keyOf(object), object]));
  const gone = before.filter((object) => !later.has(keyOf(object))).map((object) => ({ object, detail: 'disappeared' as const }));
  const others = after.flatMap((object): Difference<T>[] => {
    const then = earlier.get(keyOf(object));
    if (then === undefined) return [{ object, detail: 'appeared' }];
    return versionOf(then) === versionOf(object) ? [] : [{ object, detail: 'changed' }];
  });
  return [...gone, ...others];
};

const labelsKey = (labels: Labels): string => JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
