/** Client objects become the plain values of the model. Pure. */
import type {
  V1Container,
  V1EndpointSlice,
  V1Namespace,
  V1Node,
  V1Pod,
  V1Probe,
  V1Service,
} from '@kubernetes/client-node';
import type {
  ContainerPort,
  EndpointSliceState,
  NamespaceState,
  NodeState,
  PodState,
  Selecting,
  Selector,
  ServiceState,
  Taint,
} from '../../model/snapshot.ts';
import type { Transport } from '../../model/cell.ts';
import type { Protocol } from '../../model/network-policy.ts';
import { isNamespaceOf, managedBy, runOf } from '../identity.ts';

export const toNamespace = ({ metadata, status }: V1Namespace): NamespaceState => {
  const { name = '' } = metadata ?? {};
  const { run: told, heart } = metadata?.labels?.['app.kubernetes.io/managed-by'] === managedBy['app.kubernetes.io/managed-by'] ? runOf(metadata) : {};
  // Who may write labels and annotations must not be able to make us delete somebody's namespace.
  const run = told !== undefined && isNamespaceOf(told, name) ? told : undefined;
  return {
    name,
    uid: metadata?.uid ?? '',
    labels: metadata?.labels ?? {},
    terminating: status?.phase === 'Terminating',
    ...(run === undefined ? {} : { run }),
    ...(run === undefined || heart === undefined || heart === name ? {} : { heart }),
  };
};

export const toNode = ({ metadata, spec, status }: V1Node): NodeState => {
  const ready = status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false;
  const taints = (spec?.taints ?? []).flatMap(({ key, value = '', effect }): Taint[] => (effect === 'NoSchedule' || effect === 'NoExecute' ? [{ key, value, effect }] : []));
  const [taint] = taints;
  const cordoned = spec?.unschedulable === true;
  // The probe's image is for linux, and nothing keeps its pods from a node that runs something else.
  const system = metadata?.labels?.['kubernetes.io/os'] ?? 'linux';
  const forGood = system !== 'linux' ? `runs ${system}, and probes need linux` : cordoned ? 'is cordoned' : undefined;
  const reason = forGood ?? (taint ? `has taint ${taint.key}:${taint.effect}` : undefined);
  const podRange = spec?.podCIDRs?.find((cidr) => !cidr.includes(':'));
  return {
    name: metadata?.name ?? '',
    ready,
    schedulable: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
    ...(forGood !== undefined || taint === undefined ? {} : { taints }),
    labels: metadata?.labels ?? {},
    addresses: (status?.addresses ?? []).filter(({ type }) => type === 'InternalIP').map(({ address }) => address),
    providerId: spec?.providerID ?? '',
    ...(podRange === undefined ? {} : { podAddresses: 2 ** (32 - Number(podRange.split('/')[1])) }),
  };
};

export const toPod = ({ metadata, spec, status }: V1Pod): PodState => {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const containers = spec?.containers ?? [];
  const controller = metadata?.ownerReferences?.find((owner) => owner.controller === true);
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    uid: metadata?.uid ?? '',
    labels: metadata?.labels ?? {},
    node: spec?.nodeName ?? '',
    ips: (status?.podIPs ?? []).map(({ ip }) => ip),
    running: status?.phase === 'Running',
    finished: status?.phase === 'Succeeded' || status?.phase === 'Failed',
    terminating: metadata?.deletionTimestamp !== undefined,
    hostNetwork: spec?.hostNetwork === true,
    ready: ready?.status === 'True',
    restarts: [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].reduce((sum, { restartCount }) => sum + restartCount, 0),
    readySince: ready?.lastTransitionTime?.toISOString() ?? '',
    readiness: containers.flatMap(({ readinessProbe, ports }) =>
      probedPort(readinessProbe, ports ?? []).map((port) => ({ port, blindMs: (readinessProbe?.periodSeconds ?? 10) * (readinessProbe?.failureThreshold ?? 3) * 1000 })),
    ),
    ports: [...containers, ...(spec?.initContainers ?? [])].flatMap(toContainerPorts),
    serviceAccount: spec?.serviceAccountName || 'default',
    ...(controller === undefined ? {} : { controller: { kind: controller.kind, name: controller.name } }),
  };
};

const toContainerPorts = ({ ports = [] }: V1Container): ContainerPort[] =>
  ports.map(({ name, containerPort, protocol }) => ({ name: name ?? '', protocol: (protocol ?? 'TCP') as Protocol, port: containerPort }));

const isTransport = (protocol: string | undefined): protocol is Transport | undefined => protocol === undefined || protocol === 'TCP' || protocol === 'UDP';

/** The TCP port that the kubelet itself dials, whatever it says there; an exec probe dials none. */
const probedPort = (probe: V1Probe | undefined, ports: readonly { name?: string; containerPort: number }[]): number[] => {
  const port = probe?.tcpSocket?.port ?? probe?.httpGet?.port ?? probe?.grpc?.port;
  if (port === undefined || probe?.tcpSocket?.host || probe?.httpGet?.host) return [];
  if (typeof port === 'number') return [port];
  const number = ports.find(({ name }) => name === port)?.containerPort ?? Number(port);
  return Number.isInteger(number) ? [number] : [];
};

export const toService = ({ metadata, spec, status }: V1Service): ServiceState => ({
  namespace: metadata?.namespace ?? '',
  name: metadata?.name ?? '',
  labels: metadata?.labels ?? {},
  clusterIps: (spec?.clusterIPs ?? []).filter((ip) => ip !== 'None'),
  ...externalIpsOf([...(spec?.externalIPs ?? []), ...(status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? [])]),
  ports: (spec?.ports ?? []).flatMap(({ name, protocol, port, targetPort, nodePort }) =>
    isTransport(protocol) ? [{ name: name ?? '', transport: protocol ?? 'TCP', port, targetPort: targetPort ?? port, ...(nodePort ? { nodePort } : {}) }] : [],
  ),
  ...(spec?.selector ? { selector: spec.selector } : {}),
  publishNotReadyAddresses: spec?.publishNotReadyAddresses === true,
  ...(spec?.externalTrafficPolicy === 'Local' ? { localNodePorts: true } : {}),
  ...(spec?.internalTrafficPolicy === 'Local' ? { localClusterIp: true } : {}),
  ...(spec?.sessionAffinity === 'ClientIP' || spec?.trafficDistribution !== undefined ? { sticky: true } : {}),
});

const externalIpsOf = (ips: readonly string[]): Pick<ServiceState, 'externalIps'> => (ips.length === 0 ? {} : { externalIps: ips });

export const toEndpointSlice = ({ metadata, addressType, ports, endpoints }: V1EndpointSlice): EndpointSliceState => ({
  namespace: metadata?.namespace ?? '',
  name: metadata?.name ?? '',
  service: metadata?.labels?.['kubernetes.io/service-name'] ?? '',
  ports: (ports ?? []).flatMap(({ name, protocol, port }) =>
    isTransport(protocol) && port !== undefined ? [{ name: name ?? '', transport: protocol ?? 'TCP', port }] : [],
  ),
  // Host names are nothing to dial: every cell goes to an address.
  endpoints: (addressType === 'FQDN' ? [] : (endpoints ?? [])).map(({ addresses, conditions, nodeName, targetRef }) => ({
    addresses,
    ready: conditions?.ready !== false,
    ...(nodeName === undefined ? {} : { node: nodeName }),
    ...(targetRef?.kind === 'Pod'
      ? { pod: { namespace: targetRef.namespace ?? metadata?.namespace ?? '', name: targetRef.name ?? '', uid: targetRef.uid ?? '' } }
      : {}),
  })),
});

interface SelectingObject {
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly uid?: string; readonly generation?: number; readonly resourceVersion?: string };
}

export const toSelecting = (kind: Selecting['kind'], object: SelectingObject, selector: Selector): Selecting => ({
  kind,
  namespace: object.metadata?.namespace ?? '',
  name: object.metadata?.name ?? '',
  selector,
  // A status update is no change of what an object selects or says, so the generation serves where there is one.
  version: `${object.metadata?.uid ?? ''}/${object.metadata?.generation ?? object.metadata?.resourceVersion ?? ''}`,
});
