import type { Family } from '../../../probes/contract.ts';
import type { MatrixTarget } from '../../matrix/schema.ts';
import type { Transport } from '../../model/cell.ts';
import type { Destination, DialStyle } from '../../model/plan.ts';
import type { EndpointSliceState, ServicePort, ServiceState, Snapshot } from '../../model/snapshot.ts';
import { styleOf } from './style.ts';
import { failed, familyOf, isLive, podDestinations } from './resolution.ts';
import type { CellTemplate, Resolution, ResolveContext } from './resolution.ts';

type ServiceTarget = Extract<MatrixTarget, { service: unknown }>;

/** A Service: its ClusterIP and its endpoints are cells of their own, because most CNIs judge after DNAT. */
export const resolveService = ({ service: wanted, port, protocol = 'TCP', speak }: ServiceTarget, context: ResolveContext): Resolution => {
  const name = `${wanted.namespace}/${wanted.name}`;
  const service = context.snapshot.services.find((candidate) => candidate.namespace === wanted.namespace && candidate.name === wanted.name);
  if (service === undefined) return failed(`there is no Service "${name}"`);
  const servicePort = service.ports.find((candidate) => candidate.port === port && candidate.transport === protocol);
  if (servicePort === undefined) {
    const has = service.ports.map((candidate) => `${candidate.transport} ${candidate.port}`).join(', ');
    return failed(`Service "${name}" has no port ${protocol} ${port}; it has ${has || 'none'}`);
  }
  if (protocol === 'UDP') return failed('a live Service cannot be judged by UDP: silence proves nothing there');
  const cells = serviceCells(context.snapshot, service, servicePort, context.families, styleOf(speak), false);
  if (cells.length === 0) return failed(`Service "${name}" has no ClusterIP and no ready endpoint in the families asked for`);
  const bare = cells.find(({ family }) => !cells.some((cell) => cell.path === 'endpoint' && cell.family === family));
  if (bare) return failed(`Service "${name}" has no ready IPv${bare.family} endpoint: whoever dials it would look blocked`);
  return { cells };
};

/** Both paths of one Service port, in each family that it has. */
export const serviceCells = (
  snapshot: Snapshot,
  service: ServiceState,
  port: ServicePort,
  families: readonly Family[],
  style: DialStyle,
  controlDials: boolean,
): CellTemplate[] =>
  families.flatMap((family) => {
    const name = { namespace: service.namespace, name: service.name };
    const endpoints = endpointDestinations(snapshot, service, port, family).map((endpoint) => ({ ...endpoint, service: name }));
    const common = { transport: port.transport, port: port.port, family, style, controlDials };
    const clusterIps = service.clusterIps.filter((ip) => familyOf(ip) === family);
    const cells: CellTemplate[] = [];
    if (clusterIps.length > 0) {
      const pods = endpoints.flatMap((endpoint) => endpoint.pods);
      const nodes = [...new Set(endpoints.flatMap(({ node }) => node ?? []))];
      const provenByReadiness = endpoints.some((endpoint) => endpoint.liveness === 'readiness');
      cells.push({
        ...common,
        path: 'cluster-ip',
        destinations: clusterIps.map((address) => ({
          address,
          port: port.port,
          pods,
          nodes,
          service: name,
          liveness: provenByReadiness ? ('readiness' as const) : ('reached-only' as const),
          label: `Service ${service.namespace}/${service.name}`,
        })),
      });
    }
    if (endpoints.length > 0) cells.push({ ...common, path: 'endpoint', destinations: endpoints });
    return cells;
  });

const endpointDestinations = (snapshot: Snapshot, service: ServiceState, port: ServicePort, family: Family): Destination[] =>
  slicesOf(snapshot, service).flatMap((slice) => {
    const number = endpointPort(slice, port.name, port.transport);
    if (number === undefined) return [];
    return slice.endpoints
      // A dual-stack Service has a slice for each family, and both name the same pods.
      .filter((endpoint) => endpoint.ready && endpoint.addresses.some((address) => familyOf(address) === family))
      .flatMap((endpoint) => {
        const pod = snapshot.pods.find((candidate) => candidate.uid === endpoint.pod?.uid);
        if (pod && isLive(pod)) return podDestinations([pod], family, number);
        return endpoint.addresses
          .filter((address) => familyOf(address) === family)
          .map((address) => ({
            address,
            port: number,
            pods: endpoint.pod ? [endpoint.pod] : [],
            ...(endpoint.node === undefined ? {} : { node: endpoint.node }),
            liveness: 'reached-only' as const,
            label: endpoint.pod ? `${endpoint.pod.namespace}/${endpoint.pod.name}` : `endpoint of ${service.namespace}/${service.name}`,
          }));
      });
  });

const slicesOf = (snapshot: Snapshot, service: ServiceState): EndpointSliceState[] =>
  snapshot.endpointSlices.filter((slice) => slice.namespace === service.namespace && slice.service === service.name);

const endpointPort = (slice: EndpointSliceState, name: string, transport: Transport): number | undefined =>
  slice.ports.find((port) => port.name === name && port.transport === transport)?.port;
