import type { Destination } from '../../model/plan.ts';
import type { ServicePort, ServiceState } from '../../model/snapshot.ts';
import { addressesOf, inOrder } from './nodes.ts';
import { familyOf } from '../../policy/ip-block.ts';
import type { CellTemplate, ResolveContext } from './resolution.ts';

/** What the endpoints of a Service have in common, whichever of its addresses is dialled. */
export type Behind = Pick<Destination, 'pods' | 'nodes' | 'service' | 'backends' | 'sticky'>;

export interface NodePortInput {
  readonly service: ServiceState;
  readonly port: ServicePort;
  readonly style: CellTemplate['style'];
  readonly behind: (family: 4 | 6) => Behind;
}

/** The Service's port on every node, in each family that the Service has. */
export const nodePortCells = ({ service, port, style, behind }: NodePortInput, { snapshot, families }: ResolveContext): CellTemplate[] => {
  const { nodePort } = port;
  if (nodePort === undefined) return [];
  return families
    .filter((family) => service.clusterIps.some((ip) => familyOf(ip) === family))
    .map((family) => {
      const shared = behind(family);
      // Elsewhere such a Service drops what comes from outside, which would look like a policy's work.
      const nodes = inOrder(snapshot.nodes).filter(({ name }) => service.localNodePorts !== true || shared.nodes?.includes(name));
      return {
        transport: port.transport,
        port: port.port,
        path: 'node-port' as const,
        family,
        style,
        destinations: nodes.flatMap((node) =>
          addressesOf(node, family).map((address) => ({
            address,
            port: nodePort,
            ...shared,
            node: node.name,
            liveness: 'reached-only' as const,
            label: `Service ${service.namespace}/${service.name} on node ${node.name}`,
          })),
        ),
        controlDials: true,
      };
    })
    .filter(({ destinations }) => destinations.length > 0);
};
