/** The world of the cases, made up: with real names of namespaces, two nodes and addresses of both families. */
import type { BoundPolicy } from '../../../../src/conformance/case/bind.ts';
import { instancesOf } from '../../../../src/conformance/world/instances.ts';
import type { Way } from '../../../../src/conformance/world/ways.ts';
import { labelsOf, namespaceLabels, namespaceOf } from '../../../../src/conformance/world/world.ts';
import type { NamespaceKey, PodKey } from '../../../../src/conformance/world/world.ts';
import type { Labels } from '../../../../src/model/snapshot.ts';

export const realNames: Readonly<Record<NamespaceKey, string>> = { x: 'set-1-x', y: 'set-1-y', z: 'set-1-z' };
export const realNamespaceOf = (key: PodKey): string => realNames[namespaceOf(key)];

export interface PlayedPod {
  readonly key: PodKey;
  readonly name: string;
  readonly uid: string;
  readonly labels: Labels;
  readonly ips: readonly string[];
  readonly node: 1 | 2;
  readonly finished: boolean;
  /** When it got its network; ms. */
  readonly sinceMs: number;
}

export interface PlayedPolicy extends BoundPolicy {
  readonly uid: string;
}

export interface World {
  readonly pods: readonly PlayedPod[];
  /** Of a burst: they dial, and nobody dials them. */
  readonly fresh: readonly PlayedPod[];
  /** That no node takes: they are listed, and that is all. */
  readonly pending: readonly PlayedPod[];
  /** With the label that names it. */
  readonly namespaces: Readonly<Record<NamespaceKey, Labels>>;
  readonly policies: readonly PlayedPolicy[];
  /** How many pods there ever were: no address is given twice by itself. */
  readonly made: number;
}

export const ipsOf = (node: number, number: number): readonly string[] => [`10.244.${node}.${number}`, `fd44:0:0:${node}::${number}`];

const labelled = (key: NamespaceKey): Labels => ({ ...namespaceLabels[key], 'kubernetes.io/metadata.name': realNames[key] });
const labelsOfNamespaces: World['namespaces'] = { x: labelled('x'), y: labelled('y'), z: labelled('z') };

/** The first set of a battery, before anything has happened in it. */
export const freshWorld = (): World => {
  const instances = instancesOf(['node1', 'node2'], 0);
  return {
    pods: instances.map(({ key, label, node: name }, index): PlayedPod => {
      const node = name === 'node1' ? 1 : 2;
      return { key, node, name: label, uid: `pod-${index + 1}`, labels: labelsOf(key), ips: ipsOf(node, index + 1), finished: false, sinceMs: 0 };
    }),
    fresh: [],
    pending: [],
    namespaces: labelsOfNamespaces,
    policies: [],
    made: instances.length,
  };
};

/** Both ends of a way, as often as they are there: the subject twice, and a finished pod not at all. */
export const endsOf = (way: Way, { pods }: World): Ends[] => endsBetween(way, pods, pods);

/** The same way from the pods of a burst. */
export const freshEndsOf = (way: Way, { pods, fresh }: World): Ends[] => endsBetween(way, fresh, pods);

type Ends = readonly [source: PlayedPod, target: PlayedPod];

const endsBetween = ({ from, to }: Way, sources: readonly PlayedPod[], targets: readonly PlayedPod[]): Ends[] =>
  sources.filter(({ key, finished }) => key === from && !finished).flatMap((source) => targets.filter((target) => target.key === to && target !== source && !target.finished).map((target) => [source, target] as const));
