/** Plays a case without a cluster: what the world looks like after each thing that is done. */
import { bindPolicies } from '../../../../src/conformance/case/bind.ts';
import type { Burst, ConformanceCase, PolicyManifest, Relabelling, Step } from '../../../../src/conformance/case/case.ts';
import { labelsOf, namespaces, podNameOf } from '../../../../src/conformance/world/world.ts';
import type { NamespaceKey, PodKey } from '../../../../src/conformance/world/world.ts';
import type { Labels } from '../../../../src/model/snapshot.ts';
import { freshWorld, ipsOf, realNames } from './world.ts';
import type { PlayedPod, World } from './world.ts';

export interface PlayedStep {
  readonly step: Step;
  /** One for each thing done, in order; the last one is there when the matrix is asked. */
  readonly moments: readonly Moment[];
  readonly untilMs: number;
}

export interface Moment {
  readonly atMs: number;
  readonly world: World;
}

type Change = (world: World, atMs: number) => World;

/** How long one request takes, and how long a step lasts that holds for no longer; longer than enforcers are late. */
const requestMs = 20;
const stepMs = 8000;

/** The steps, and after them the one that takes everything back. */
export const play = (given: ConformanceCase): PlayedStep[] => {
  let world = freshWorld();
  let nowMs = 0;
  const played: PlayedStep[] = [];
  const begin = (step: Step, changes: readonly Change[]): void => {
    const moments = changes.map((change): Moment => {
      nowMs += requestMs;
      world = change(world, nowMs);
      return { atMs: nowMs, world };
    });
    nowMs += stepMs + (step.holdMs ?? step.burst?.forMs ?? 0);
    played.push({ step, moments: moments.length > 0 ? moments : [{ atMs: nowMs - stepMs, world }], untilMs: nowMs });
  };
  for (const step of given.steps) begin(step, [...ending(world), ...changesOf(step)]);
  begin(takenBack, [...ending(world), ...world.policies.map(({ uid }): Change => (now) => ({ ...now, policies: now.policies.filter((policy) => policy.uid !== uid) })), tidy]);
  return played;
};

const takenBack: Step = { does: 'everything is taken back', remove: [], apply: [], label: [], recreate: [], finish: [], pending: [], expect: [{ deny: [], allow: [] }] };

/** A burst is over when its step is. */
const ending = ({ fresh }: World): Change[] => (fresh.length === 0 ? [] : [(world) => ({ ...world, fresh: [] })]);

const changesOf = ({ pending, remove, apply, label, recreate, finish, inherit, burst }: Step): Change[] => [
  ...pending.map((key): Change => (world, atMs) => ({ ...world, pending: [...world.pending, ...numbered([{ key, node: 1, name: `pending-${world.made}`, labels: labelsOf(key), finished: false, sinceMs: atMs }], world.made)], made: world.made + 1 })),
  ...remove.map(removing),
  ...apply.map(applying),
  ...label.map(labelling),
  ...recreate.map((key): Change => (world, atMs) => withPods(world, world.pods.flatMap((pod) => (pod.key === key ? [] : [pod])), world.pods.filter((pod) => pod.key === key).map((pod) => anew(pod, pod.name, atMs)))),
  ...finish.map((key): Change => (world) => ({ ...world, pods: world.pods.map((pod) => (pod.key === key ? { ...pod, finished: true } : pod)) })),
  ...(inherit === undefined ? [] : inheriting(inherit.from, inherit.labels)),
  ...(burst === undefined ? [] : [bursting(burst)]),
];

const removing = (name: string): Change => (world) => ({ ...world, policies: world.policies.filter(({ metadata }) => `${metadata.namespace}/${metadata.name}` !== realNameOf(name)) });

const realNameOf = (name: string): string => name.replace(/^[xyz]/, (key) => realNames[key as NamespaceKey]);

const applying = (manifest: PolicyManifest): Change => (world, atMs) => {
  const addresses = Object.fromEntries(world.pods.filter(({ finished }) => !finished).map(({ key, ips }) => [key, ips]));
  const bound = bindPolicies([manifest], { namespaces: realNames, addresses });
  if (typeof bound === 'string') throw new Error(bound);
  return bound.reduce<World>((now, policy) => {
    const index = now.policies.findIndex(({ metadata }) => metadata.namespace === policy.metadata.namespace && metadata.name === policy.metadata.name);
    return { ...now, policies: index === -1 ? [...now.policies, { ...policy, uid: `policy-${atMs}` }] : now.policies.map((old, at) => (at === index ? { ...policy, uid: old.uid } : old)) };
  }, world);
};

const labelling = (change: Relabelling): Change => (world) => {
  const key = namespaces.find((namespace) => namespace === change.of);
  if (key !== undefined) return { ...world, namespaces: { ...world.namespaces, [key]: relabelled(world.namespaces[key], change) } };
  return { ...world, pods: world.pods.map((pod) => (pod.key === change.of ? { ...pod, labels: relabelled(pod.labels, change) } : pod)) };
};

const relabelled = (labels: Labels, { set, unset }: Relabelling): Labels => Object.fromEntries(Object.entries({ ...labels, ...set }).filter(([key]) => !unset.includes(key)));

const bursting = ({ like, pods }: Burst): Change => (world, atMs) => {
  const added = Array.from({ length: pods }, (_, index): NewPod => ({ key: like, node: index % 2 === 0 ? 1 : 2, name: `fresh-${index}`, labels: labelsOf(like), finished: false, sinceMs: atMs }));
  return { ...world, fresh: numbered(added, world.made), made: world.made + pods };
};

/** A pod before it has an address. */
type NewPod = Omit<PlayedPod, 'uid' | 'ips'>;

const numbered = (added: readonly NewPod[], made: number): PlayedPod[] => added.map((pod, index) => ({ ...pod, uid: `pod-${made + index + 1}`, ips: ipsOf(pod.node, made + index + 1) }));

const withPods = (world: World, kept: readonly PlayedPod[], added: readonly NewPod[]): World => ({ ...world, pods: [...kept, ...numbered(added, world.made)], made: world.made + added.length });

const anew = ({ key, node, labels }: PlayedPod, name: string, atMs: number): NewPod => ({ key, node, labels, name, finished: false, sinceMs: atMs });

const heirName = 'heir';

/** Who is not finished is deleted first; then another has its address. */
const inheriting = (from: PodKey, labels: Labels): Change[] => {
  let ips: readonly string[] = [];
  let node: PlayedPod['node'] = 1;
  return [
    (world) => {
      for (const pod of world.pods.filter(({ key }) => key === from)) ({ ips, node } = pod);
      return { ...world, pods: world.pods.filter(({ key, finished }) => key !== from || finished) };
    },
    (world, atMs) => ({ ...world, made: world.made + 1, pods: [...world.pods, { key: from, node, name: heirName, uid: `pod-${world.made + 1}`, labels, ips, finished: false, sinceMs: atMs }] }),
  ];
};

/** Labels are what they were, and pods that are not who they were at first are made anew. */
const tidy: Change = (world, atMs) => {
  const lost = [...new Set(world.pods.filter(isOver).map(({ key }) => key))];
  const kept = world.pods.filter((pod) => !isOver(pod)).map((pod) => ({ ...pod, labels: labelsOf(pod.key) }));
  const back = lost.map((key) => ({ key, node: 1 as const, name: `${podNameOf(key)}-back`, labels: labelsOf(key), finished: false, sinceMs: atMs }));
  return { ...withPods(world, kept, back), namespaces: freshWorld().namespaces, pending: [] };
};

const isOver = ({ name, finished }: PlayedPod): boolean => finished || name === heirName;
