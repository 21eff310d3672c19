import type { ServiceState, Snapshot } from '../../model/snapshot.ts';
import { serviceCells } from './service.ts';
import { dnsStyle } from './style.ts';
import { familyOf } from '../../policy/ip-block.ts';
import { failed } from './resolution.ts';
import type { CellTemplate, Resolution, ResolveContext } from './resolution.ts';

/** The cluster's DNS: its Service, every pod behind it, and the caches on the nodes where there are some. */
export const resolveDns = (context: ResolveContext): Resolution => {
  const service = findDnsService(context.snapshot);
  if (service === undefined) return failed('there is no Service with label k8s-app=kube-dns in kube-system');
  const cells = service.ports.filter(({ port }) => port === 53).flatMap((port) => serviceCells({ service, port, style: dnsStyle, controlDials: true }, context));
  if (cells.length === 0) return failed(`Service "${service.namespace}/${service.name}" has no address on port 53 in the families asked for`);
  const local = nodeLocalCells(service, context);
  return local.length === 0 ? { cells } : { cells: [...cells, ...local], remarks: ["the DNS cache runs on each pod's own node, and these two may always talk, whatever a policy says"] };
};

/** Every node's cache has the same addresses. Where it also takes the Service's own, it is dialled as the Service. */
const nodeLocalCells = ({ clusterIps }: ServiceState, { snapshot, families }: ResolveContext): CellTemplate[] =>
  families.flatMap((family) => {
    const addresses = snapshot.nodeLocalDns.filter((address) => familyOf(address) === family && !clusterIps.includes(address));
    if (addresses.length === 0) return [];
    return (['UDP', 'TCP'] as const).map((transport) => ({
      transport,
      port: 53,
      path: 'node-local' as const,
      family,
      style: dnsStyle,
      destinations: addresses.map((address) => ({ address, port: 53, pods: [], liveness: 'reached-only' as const, label: `node-local DNS ${address}` })),
      controlDials: true,
    }));
  });

export const findDnsService = (snapshot: Snapshot): ServiceState | undefined => {
  const candidates = snapshot.services.filter(
    (service) => service.namespace === 'kube-system' && service.labels['k8s-app'] === 'kube-dns' && service.clusterIps.length > 0,
  );
  return candidates.find((service) => service.name === 'kube-dns') ?? candidates[0];
};
