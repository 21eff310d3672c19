/** Who stands behind a Service, as its EndpointSlices say. */
import type { Family } from '../../../probes/contract.ts';
import type { Destination } from '../../model/plan.ts';
import type { EndpointSliceState, ServicePort, ServiceState, Snapshot } from '../../model/snapshot.ts';
import { familyOf } from '../../policy/ip-block.ts';
import { isLive, podDestinations } from './resolution.ts';

/**
 * Every ready endpoint of one Service port, once. The number is the slice's: a named targetPort may be another one in
 * each slice, since pods may give one name to different ports.
 */
export const endpointsOf = (snapshot: Snapshot, service: ServiceState, { name, transport }: ServicePort, family: Family): Destination[] => {
  const found = slicesOf(snapshot, service).flatMap((slice) => {
    const port = slice.ports.find((candidate) => candidate.name === name && candidate.transport === transport)?.port;
    return port === undefined ? [] : endpointsIn(slice, { snapshot, service, family, transport, port });
  });
  // While slices are rewritten an endpoint may be in two of them.
  return [...new Map(found.map((endpoint) => [`${JSON.stringify(endpoint.address)} ${endpoint.port}`, endpoint])).values()];
};

interface SliceInput {
  readonly snapshot: Snapshot;
  readonly service: ServiceState;
  readonly family: Family;
  readonly transport: ServicePort['transport'];
  readonly port: number;
}

const endpointsIn = (slice: EndpointSliceState, { snapshot, service, family, transport, port }: SliceInput): Destination[] =>
  slice.endpoints
    // A dual-stack Service has a slice for each family, and both name the same pods.
    .filter((endpoint) => endpoint.ready && endpoint.addresses.some((address) => familyOf(address) === family))
    .flatMap((endpoint): Destination[] => {
      const pod = snapshot.pods.find((candidate) => candidate.uid === endpoint.pod?.uid);
      if (pod && isLive(pod)) return podDestinations([pod], { family, transport, port });
      return endpoint.addresses
        .filter((address) => familyOf(address) === family)
        .map((address) => ({
          address,
          port,
          pods: endpoint.pod ? [endpoint.pod] : [],
          ...(endpoint.node === undefined ? {} : { node: endpoint.node }),
          liveness: 'reached-only',
          label: endpoint.pod ? `${endpoint.pod.namespace}/${endpoint.pod.name}` : `endpoint of ${service.namespace}/${service.name}`,
        }));
    });

const slicesOf = (snapshot: Snapshot, service: ServiceState): EndpointSliceState[] =>
  snapshot.endpointSlices.filter((slice) => slice.namespace === service.namespace && slice.service === service.name);
