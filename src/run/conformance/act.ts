/** Does to a set what a step says, and remembers how to take it back. */
import { applyPolicy, deletePolicy, labelNamespace, labelPod } from '../../cluster/world.ts';
import type { LabelPatch } from '../../cluster/world.ts';
import { bindPolicies } from '../../conformance/case/bind.ts';
import type { PolicyManifest, Relabelling, Step } from '../../conformance/case/case.ts';
import { isPodKey, labelsOf, namespaceLabels, podKeys, subject } from '../../conformance/world/world.ts';
import type { NamespaceKey, PodKey } from '../../conformance/world/world.ts';
import type { Labels, Named } from '../../model/snapshot.ts';
import { keyOf } from '../../model/snapshot.ts';
import type { Probes } from '../probes.ts';
import type { BatteryContext } from './context.ts';
import { inherit } from './inherit.ts';
import type { Member } from './members.ts';
import type { Reuse } from './reuse.ts';
import type { WorldSet } from './world-set.ts';

/** What a case has done to its set so far. */
export interface Traces {
  readonly policies: Map<string, Named>;
  /** Whose labels were changed, and which. */
  readonly touched: Map<PodKey | NamespaceKey, Set<string>>;
  /** Labels of pods as they are now, where they are not those that they began with. */
  readonly labels: Map<PodKey, Labels>;
  /** Pods that no node takes, by what removes them. */
  readonly pending: (() => Promise<void>)[];
  /** Finished, and nobody has taken their place. */
  readonly absent: Set<PodKey>;
  /** Others than the pods that they began as. */
  readonly strangers: Set<PodKey>;
}

export const noTraces = (): Traces => ({ policies: new Map(), touched: new Map(), labels: new Map(), pending: [], absent: new Set(), strangers: new Set() });

export interface Actor {
  readonly context: BatteryContext;
  readonly set: WorldSet;
  readonly probes: Probes;
  readonly reuse: Reuse;
}

/** @returns why it cannot be done here, if it cannot */
export const act = async (actor: Actor, step: Step, traces: Traces): Promise<string | undefined> => {
  const { context: { api }, set, probes } = actor;
  for (const key of step.pending) traces.pending.push(await set.addPending(key));
  for (const name of step.remove) {
    const policy = boundName(set, name);
    await deletePolicy(api, policy);
    traces.policies.delete(keyOf(policy));
  }
  const refusal = await apply(actor, step.apply, traces);
  if (refusal !== undefined) return refusal;
  for (const change of step.label) await relabel(actor, change, traces);
  for (const key of step.recreate) await recreate(actor, key, traces.labels.get(key) ?? labelsOf(key));
  for (const key of step.finish) {
    traces.absent.add(key);
    for (const { pod } of set.of(key)) await probes.finish(pod);
  }
  return step.inherit === undefined ? undefined : inherit(actor, step.inherit, traces);
};

/** Takes back all that a case did. Policies go first, so that nothing else is in their way. */
export const undo = async (actor: Actor, traces: Traces): Promise<void> => {
  const { api } = actor.context;
  await Promise.all([...[...traces.policies.values()].map((policy) => deletePolicy(api, policy)), ...traces.pending.map((remove) => remove())]);
  for (const key of new Set([...traces.absent, ...traces.strangers])) await recreate(actor, key, labelsOf(key));
  for (const [of, keys] of traces.touched) {
    const original: Labels = isPodKey(of) ? labelsOf(of) : namespaceLabels[of];
    await labelAll(actor, of, Object.fromEntries([...keys].map((key) => [key, original[key] ?? null])));
  }
};

const boundName = (set: WorldSet, name: string): Named => {
  const [namespace = '', policy = ''] = name.split('/');
  const key = (Object.keys(set.names) as NamespaceKey[]).find((one) => one === namespace) ?? 'x';
  return { namespace: set.names[key], name: policy };
};

const apply = async ({ context: { api }, set }: Actor, policies: readonly PolicyManifest[], traces: Traces): Promise<string | undefined> => {
  const addresses = Object.fromEntries(podKeys.filter((key) => key !== subject).map((key) => [key, set.of(key).flatMap(({ ips }) => ips)]));
  const bound = bindPolicies(policies, { namespaces: set.names, addresses });
  if (typeof bound === 'string') return bound;
  for (const policy of bound) {
    traces.policies.set(keyOf(policy.metadata), policy.metadata);
    await applyPolicy(api, policy);
  }
  return undefined;
};

const relabel = async (actor: Actor, { of, set: added, unset }: Relabelling, { touched, labels }: Traces): Promise<void> => {
  const keys = touched.get(of) ?? new Set<string>();
  for (const key of [...Object.keys(added), ...unset]) keys.add(key);
  touched.set(of, keys);
  if (isPodKey(of)) {
    const worn = { ...(labels.get(of) ?? labelsOf(of)), ...added };
    labels.set(of, Object.fromEntries(Object.entries(worn).filter(([key]) => !unset.includes(key))));
  }
  await labelAll(actor, of, { ...added, ...Object.fromEntries(unset.map((key) => [key, null])) });
};

const labelAll = async ({ context: { api }, set }: Actor, of: PodKey | NamespaceKey, patch: LabelPatch): Promise<void> => {
  if (isPodKey(of)) await Promise.all(set.of(of).map(({ pod }) => labelPod(api, pod, patch)));
  else await labelNamespace(api, set.names[of], patch);
};

/** The same pod once more: another object of the same name, with another address. */
const recreate = async ({ set, probes }: Actor, key: PodKey, labels: Labels): Promise<void> => {
  const again = async ({ instance, pod }: Member): Promise<Omit<Member, 'generation'>> => {
    await probes.drop(pod);
    return { instance, ...(await set.launch(instance, labels, { name: pod.name })) };
  };
  await set.replace(await Promise.all(set.of(key).map(again)));
};
