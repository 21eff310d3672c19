/** Nine pods in three namespaces on two nodes, and who reaches whom among them. */
import { internet } from '../../../cluster/index.ts';
import { applyObjects, makeNamespaces } from '../../support/namespace.ts';
import type { Stage } from '../../support/stage.ts';
import { dialFrom, type Dial } from './dials.ts';
import { agentPod, controlPort, serverPorts } from './pods.ts';

export interface WorldPod {
  readonly key: string;
  readonly node: string;
  readonly addresses: readonly string[];
}

export interface World {
  readonly stage: Stage;
  readonly namespaces: readonly string[];
  readonly pods: readonly WorldPod[];
  readonly targets: readonly Target[];
}

/** Something to dial, and what it is called in a matrix. */
interface Target extends Dial {
  readonly name: string;
}

/** Outcomes by `source → target`. */
export type Observed = ReadonlyMap<string, string>;

const timeoutMs = 400;
/** The third has no key "team", and the third pod of each no key "app". */
const teams = [{ team: 'red' }, { team: 'blue' }, {}];
const shapes = [
  { name: 'a', labels: { pod: 'a', app: 'web' }, namedPorts: [{ name: 'serve', containerPort: 8080, protocol: 'TCP' }, { name: 'serve-udp', containerPort: 8080, protocol: 'UDP' }] },
  { name: 'b', labels: { pod: 'b', app: 'db' }, namedPorts: [{ name: 'serve', containerPort: 8081, protocol: 'TCP' }] },
  { name: 'c', labels: { pod: 'c' }, namedPorts: [] },
] as const;

export const createWorld = async (stage: Stage, prefix: string): Promise<World> => {
  const { kubectl } = stage;
  const namespaces = ['x', 'y', 'z'].map((name) => `${prefix}-${name}`);
  await makeNamespaces(kubectl, namespaces);
  await applyObjects(kubectl, namespaces.map((name, index) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: teams[index] } })));
  await applyObjects(kubectl, [
    ...namespaces.flatMap((namespace, index) => shapes.map((shape, at) => agentPod({ namespace, ...shape, node: (index + at) % 2 === 0 ? 'node1' : 'node2' }))),
    ...namespaces.map(service),
  ]);
  for (const namespace of namespaces) await kubectl(['wait', '--for=condition=Ready', '--timeout=90s', '-n', namespace, 'pod', '--all']);
  const pods = (await Promise.all(namespaces.map((namespace) => podsIn(stage, namespace)))).flat();
  return { stage, namespaces, pods, targets: [...pods.flatMap(targetsOf), ...(await serviceTargets(stage, namespaces)), ...outside] };
};

/** Every pod dials every target once, or these cells alone are dialled. */
export const observe = async ({ stage, pods, targets }: World, cells?: readonly string[]): Promise<Observed> => {
  const asked = pods
    .map(({ key, node, addresses: [address = ''] }) => ({ key, node, control: `http://${address}:${controlPort}/`, dials: targets.filter(({ name }) => cells?.includes(`${key} → ${name}`) ?? true), timeoutMs }))
    .filter(({ dials }) => dials.length > 0);
  const outcomes = await dialFrom(stage.cluster, asked);
  return new Map(asked.flatMap(({ key, dials }, at) => dials.map(({ name }, index) => [`${key} → ${name}`, outcomes[at]?.[index] ?? 'not asked'] as const)));
};

const targetsOf = ({ key, addresses }: WorldPod): Target[] =>
  addresses.flatMap((address) =>
    [{ port: serverPorts[0], protocol: 'TCP' }, { port: serverPorts[1], protocol: 'TCP' }, { port: serverPorts[0], protocol: 'UDP' }].map(({ port, protocol }) => {
      return { name: `${key} ${protocol}/${port} IPv${address.includes(':') ? 6 : 4}`, address, port, protocol: protocol as Dial['protocol'] };
    }),
  );

const outside: readonly Target[] = [internet.v4, internet.v6].map((address) => ({ name: `internet TCP/7 IPv${address.includes(':') ? 6 : 4}`, address, port: 7, protocol: 'TCP' }));

/** Pod a of each namespace, on another port. */
const service = (namespace: string): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'a', namespace },
  spec: { selector: { pod: 'a' }, ipFamilyPolicy: 'RequireDualStack', ports: [{ port: 80, targetPort: serverPorts[0] }] },
});

const serviceTargets = async ({ kubectl }: Stage, namespaces: readonly string[]): Promise<Target[]> =>
  (
    await Promise.all(
      namespaces.map(async (namespace) => {
        const { spec } = await kubectl.json<{ spec: { clusterIPs: string[] } }>(['get', 'service', 'a', '-n', namespace]);
        return spec.clusterIPs.map((address): Target => ({ name: `${namespace}/a by Service IPv${address.includes(':') ? 6 : 4}`, address, port: 80, protocol: 'TCP' }));
      }),
    )
  ).flat();

const podsIn = async ({ kubectl }: Stage, namespace: string): Promise<WorldPod[]> => {
  const { items } = await kubectl.json<{ items: { metadata: { name: string }; spec: { nodeName: string }; status: { podIPs: { ip: string }[] } }[] }>(['get', 'pods', '-n', namespace]);
  return items.map(({ metadata, spec, status }) => ({ key: `${namespace}/${metadata.name}`, node: spec.nodeName, addresses: status.podIPs.map(({ ip }) => ip) }));
};

export const removeWorld = async ({ stage: { kubectl }, namespaces }: World): Promise<void> => {
  await kubectl(['delete', 'namespace', ...namespaces, '--wait=false']);
};
