/**
 * The world that every case is played in, small enough to be drawn: three namespaces with three pods each, as in
 * Kubernetes' own suite. What a selector can tell apart is here once with each value, and once without the key.
 */
import type { ContainerPort, Labels } from '../../model/snapshot.ts';

export const namespaces = ['x', 'y', 'z'] as const;
export type NamespaceKey = (typeof namespaces)[number];
export const pods = ['a', 'b', 'c'] as const;
export type PodName = (typeof pods)[number];
/** A pod as cases call it: `x/a`. */
export type PodKey = `${NamespaceKey}/${PodName}`;

export const podKeys: readonly PodKey[] = namespaces.flatMap((namespace) => pods.map((pod): PodKey => `${namespace}/${pod}`));

export const isPodKey = (text: string): text is PodKey => podKeys.some((key) => key === text);

/** The pod that most cases protect. It runs once on each of two nodes, so that policy is asked of both, from both. */
export const subject: PodKey = 'x/a';

/** Besides these each namespace has the label `kubernetes.io/metadata.name`, by which cases mean it as well. */
export const namespaceLabels: Readonly<Record<NamespaceKey, Labels>> = {
  x: { ns: 'x', team: 'red' },
  y: { ns: 'y', team: 'blue' },
  z: { ns: 'z' },
};

const labelsByName: Readonly<Record<PodName, Labels>> = {
  a: { pod: 'a', app: 'web' },
  b: { pod: 'b', app: 'api' },
  c: { pod: 'c' },
};

export const labelsOf = (key: PodKey): Labels => labelsByName[podNameOf(key)];

/** Every pod answers here. */
export const servedPorts = { TCP: [8080, 8081], UDP: [8080] } as const;

/** Each port by a name of its own; and `serve`, which is another number on pods `a` than on the others. */
export const portsOf = (key: PodKey): readonly ContainerPort[] => [
  { name: 'serve-8080-tcp', protocol: 'TCP', port: 8080 },
  { name: 'serve-8081-tcp', protocol: 'TCP', port: 8081 },
  { name: 'serve-8080-udp', protocol: 'UDP', port: 8080 },
  { name: 'serve', protocol: 'TCP', port: podNameOf(key) === 'a' ? 8080 : 8081 },
];

/** The Service before `x/a`: a port of its own, which leads to the one that the pod calls `serve`. */
export const service = { namespace: 'x', name: 'a', port: 8090, targetPort: 8080 } as const;

export const namespaceOf = (key: PodKey): NamespaceKey => namespaces.find((namespace) => key.startsWith(`${namespace}/`)) ?? 'x';

export const podNameOf = (key: PodKey): PodName => pods.find((pod) => key.endsWith(`/${pod}`)) ?? 'a';
