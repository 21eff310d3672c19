/** The pods that random policies are put on: the same in each lane, two in each of three namespaces. Lanes do not dial each other. */
import type { NamedPort, PodEndpoint } from '../../../src/policy/endpoint.ts';
import { internet } from '../../cluster/index.ts';
import { waitFor } from '../../cluster/shell/wait.ts';
import { namespaceNameKey } from '../../support/random-policies/vocabulary.ts';
import type { World } from '../../support/random-policies/world.ts';
import { agentPod } from '../enforcer/world/pods.ts';
import { applyObjects, makeNamespaces } from '../support/namespace.ts';
import type { Stage } from '../support/stage.ts';

const teams = [{ team: 'red' }, { team: 'blue', stage: '' }, {}] as const;
const letters = ['x', 'y', 'z'] as const;

type Shape = Pick<PodEndpoint, 'labels' | 'ports'> & { readonly at: string; readonly node: string };

const named = (name: string, protocol: 'TCP' | 'UDP', port: number): NamedPort => ({ name, protocol, port });

/** A name is another number, or another protocol, on each pod that has it. */
const shapes: readonly Shape[] = [
  { at: 'x/a', node: 'node1', labels: { app: 'web' }, ports: [named('serve', 'TCP', 8080), named('admin', 'UDP', 8080)] },
  { at: 'x/b', node: 'node2', labels: { app: 'db', tier: '' }, ports: [named('serve', 'TCP', 8081)] },
  { at: 'y/a', node: 'node2', labels: { app: 'web', tier: 'db' }, ports: [named('serve', 'UDP', 8080), named('admin', 'TCP', 8081)] },
  { at: 'y/b', node: 'node2', labels: {}, ports: [] },
  { at: 'z/a', node: 'node1', labels: { tier: 'web' }, ports: [named('serve', 'UDP', 8081), named('admin', 'TCP', 8080)] },
  { at: 'z/b', node: 'node1', labels: { app: '', tier: 'db' }, ports: [named('serve', 'TCP', 8080), named('admin', 'TCP', 8081)] },
];

/** Where a pod came to be. */
interface Place {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly ips: readonly string[];
}

export const createLanes = async (stage: Stage, prefix: string, count: number): Promise<World[]> => {
  const lanes = Array.from({ length: count }, (_, lane) => letters.map((letter) => `${prefix}-${lane}-${letter}`));
  const { kubectl } = stage;
  await makeNamespaces(kubectl, lanes.flat());
  await applyObjects(kubectl, lanes.flatMap((names) => names.map((name, index) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: teams[index] } }))));
  await applyObjects(kubectl, lanes.flatMap((names) => shapes.map((shape) => podOf(shape, names))));
  const places = await waitFor('all pods to be ready', () => readyPlaces(stage, new Set(lanes.flat())), { timeoutMs: 180_000, everyMs: 500 });
  return lanes.map((names) => worldOf(names, places));
};

/** Its pods end in the background. */
export const removeLanes = async ({ kubectl }: Stage, lanes: readonly World[]): Promise<void> => {
  await kubectl(['delete', 'namespace', ...lanes.flatMap(({ namespaces }) => namespaces.map(({ name }) => name)), '--wait=false']);
};

const homeOf = ({ at }: Shape, names: readonly string[]): { readonly namespace: string; readonly name: string } => {
  const [letter, name = ''] = at.split('/');
  return { namespace: names.find((one) => one.endsWith(`-${letter}`)) ?? '', name };
};

const podOf = (shape: Shape, names: readonly string[]): object =>
  agentPod({
    ...homeOf(shape, names),
    labels: shape.labels,
    node: shape.node,
    namedPorts: shape.ports.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol: protocol === 'UDP' ? 'UDP' : 'TCP' })),
  });

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly namespace: string; readonly name: string };
    readonly spec: { readonly nodeName?: string };
    readonly status: { readonly podIPs?: readonly { readonly ip: string }[]; readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  }[];
}

/** Undefined until every pod of these namespaces is ready. */
const readyPlaces = async ({ kubectl }: Stage, namespaces: ReadonlySet<string>): Promise<Place[] | undefined> => {
  const { items } = await kubectl.json<PodList>(['get', 'pods', '--all-namespaces']);
  const ours = items.filter(({ metadata }) => namespaces.has(metadata.namespace));
  const isReady = ({ status }: PodList['items'][number]): boolean => status.conditions?.some(({ type, status: state }) => type === 'Ready' && state === 'True') ?? false;
  return ours.every(isReady) ? ours.map(({ metadata: { namespace, name }, spec, status }) => ({ namespace, name, node: spec.nodeName ?? '', ips: (status.podIPs ?? []).map(({ ip }) => ip) })) : undefined;
};

const worldOf = (names: readonly string[], places: readonly Place[]): World => ({
  namespaces: names.map((name, index) => ({ name, labels: { ...teams[index], [namespaceNameKey]: name } })),
  pods: shapes.map((shape): PodEndpoint => {
    const home = homeOf(shape, names);
    const place = places.find(({ namespace, name }) => namespace === home.namespace && name === home.name);
    if (place === undefined) throw new Error(`There is no pod ${home.namespace}/${home.name}`);
    return { kind: 'pod', labels: shape.labels, ports: shape.ports, hostNetwork: false, ...place };
  }),
  outside: [internet.v4, internet.v6].map((ip) => ({ kind: 'address', ip })),
});
