import type { Family } from '../../../probes/contract.ts';
import type { MatrixTarget } from '../../matrix/schema.ts';
import type { Destination, DialStyle } from '../../model/plan.ts';
import { nameOf } from '../../model/snapshot.ts';
import type { ServicePort, ServiceState } from '../../model/snapshot.ts';
import { endpointsOf } from './endpoints.ts';
import { nodePortCells } from './node-ports.ts';
import type { Behind } from './node-ports.ts';
import { styleOf } from './style.ts';
import { familyOf } from '../../policy/ip-block.ts';
import { failed } from './resolution.ts';
import type { CellTemplate, Resolution, ResolveContext } from './resolution.ts';

type ServiceTarget = Extract<MatrixTarget, { service: unknown }>;

/** A Service: its ClusterIP and its endpoints are cells of their own, because most CNIs judge after DNAT. */
export const resolveService = ({ service: wanted, port, protocol = 'TCP', speak, nodePorts }: ServiceTarget, context: ResolveContext): Resolution => {
  const name = `${wanted.namespace}/${wanted.name}`;
  const service = context.snapshot.services.find((candidate) => candidate.namespace === wanted.namespace && candidate.name === wanted.name);
  if (service === undefined) return failed(`there is no Service "${name}"`);
  const servicePort = service.ports.find((candidate) => candidate.port === port && candidate.transport === protocol);
  if (servicePort === undefined) {
    const has = service.ports.map((candidate) => `${candidate.transport} ${candidate.port}`).join(', ');
    return failed(`Service "${name}" has no port ${protocol} ${port}; it has ${has || 'none'}`);
  }
  const about = { service, port: servicePort, style: styleOf(speak) };
  const cells = serviceCells({ ...about, controlDials: false }, context);
  if (cells.length === 0) return failed(`Service "${name}" has no ClusterIP and no ready endpoint in the families asked for`);
  const bare = cells.find(({ family }) => !cells.some((cell) => cell.path === 'endpoint' && cell.family === family));
  if (bare) return failed(`Service "${name}" has no ready IPv${bare.family} endpoint: whoever dials it would look blocked`);
  if (nodePorts !== true) return { cells };

  if (servicePort.nodePort === undefined) return failed(`Service "${name}" has no nodePort for ${protocol} ${port}: only Services of type NodePort and LoadBalancer have one`);
  const onNodes = nodePortCells({ ...about, behind: (family) => behind(service, endpointsOf(context.snapshot, service, servicePort, family)) }, context);
  if (onNodes.length === 0) return failed(`no node has an internal address at which nodePort ${servicePort.nodePort} of Service "${name}" could be dialled`);
  const local = service.localNodePorts === true ? '; only nodes with an endpoint are dialled (externalTrafficPolicy: Local)' : '';
  return { cells: [...cells, ...onNodes], remarks: [`whether policy judges a nodePort before or after the node translates the address is undefined${local}`] };
};

interface ServiceInput {
  readonly service: ServiceState;
  readonly port: ServicePort;
  readonly style: DialStyle;
  readonly controlDials: boolean;
}

/** Both paths of one Service port, in each family that it has. */
export const serviceCells = (input: ServiceInput, context: ResolveContext): CellTemplate[] => context.families.flatMap((family) => familyCells(input, family, context));

const familyCells = ({ service, port, style, controlDials }: ServiceInput, family: Family, { snapshot }: ResolveContext): CellTemplate[] => {
  const endpoints = endpointsOf(snapshot, service, port, family);
  const shared = behind(service, endpoints);
  // Where a node has rules of its own, only who dials the very address from the same node knows the way.
  const ownWay = controlDials || endpoints.some(({ pods }) => pods.some(({ uid }) => snapshot.pods.some((pod) => pod.uid === uid && pod.hostNetwork)));
  const common = { transport: port.transport, port: port.port, family, style };
  const clusterIps = service.clusterIps.filter((ip) => familyOf(ip) === family);
  const virtual = clusterIps.map((address) => ({ address, port: port.port, ...shared, ...readinessOf(endpoints), label: `Service ${service.namespace}/${service.name}` }));
  return [
    ...(virtual.length > 0 ? [{ ...common, path: 'cluster-ip' as const, destinations: virtual, controlDials: ownWay || service.localClusterIp === true }] : []),
    ...(endpoints.length > 0 ? [{ ...common, path: 'endpoint' as const, destinations: endpoints.map((endpoint) => ({ ...endpoint, service: nameOf(service) })), controlDials: ownWay }] : []),
  ];
};

/** What every address of the Service leads to. */
const behind = (service: ServiceState, endpoints: readonly Destination[]): Behind => ({
  pods: endpoints.flatMap(({ pods }) => pods),
  // Of an endpoint whose node nobody knows no way is known either.
  nodes: [...new Set(endpoints.map(({ node }) => node ?? ''))],
  service: nameOf(service),
  backends: endpoints.flatMap(({ address, port }) => (typeof address === 'string' ? [{ address, port }] : [])),
  ...(service.sticky ? { sticky: true } : {}),
});

/** Of a virtual address: as long as the slowest of the probes behind it may miss that its port closed. */
const readinessOf = (endpoints: readonly Destination[]): Pick<Destination, 'liveness' | 'blindMs'> =>
  endpoints.some(({ liveness }) => liveness === 'readiness') ? { liveness: 'readiness', blindMs: Math.max(...endpoints.map(({ blindMs }) => blindMs ?? 0)) } : { liveness: 'reached-only' };
