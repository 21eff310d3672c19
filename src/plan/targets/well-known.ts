import type { Family } from '../../../probes/contract.ts';
import type { MatrixTarget } from '../../matrix/schema.ts';
import type { DialStyle } from '../../model/plan.ts';
import type { ServiceState, Snapshot } from '../../model/snapshot.ts';
import { serviceCells } from './service.ts';
import { styleOf } from './style.ts';
import { failed, familyOf } from './resolution.ts';
import type { CellTemplate, Resolution, ResolveContext } from './resolution.ts';

type WellKnownTarget = Extract<MatrixTarget, { wellKnown: unknown }>;

/** Targets that every cluster has, without the user having to know their addresses. */
export const resolveWellKnown = (target: WellKnownTarget, context: ResolveContext): Resolution => {
  switch (target.wellKnown) {
    case 'cluster-dns':
      return target.addresses ? failed('cluster-dns takes no addresses: they are read from the cluster') : resolveDns(context);
    case 'apiserver':
      return target.addresses ? failed('apiserver takes no addresses: they are read from the cluster') : resolveApiserver(context);
    case 'cloud-metadata':
      return { cells: metadataCells(target.addresses ?? defaultMetadataAddresses) };
  }
};

/** AWS, Google Cloud and Azure answer here. */
const defaultMetadataAddresses = ['169.254.169.254'];

/** One cell a family, whatever the number of addresses: a cell's id holds no address. */
const metadataCells = (addresses: readonly string[]): CellTemplate[] =>
  [...Map.groupBy(new Set(addresses), familyOf)].map(([family, members]) => metadataCell(family, members));

/**
 * A bare connect: NetworkPolicy governs layer 4, and on some clouds a hop limit would swallow an HTTP answer that the
 * policy let pass. No header or path that unlocks anything is ever sent.
 */
const metadataCell = (family: Family, addresses: readonly string[]): CellTemplate => ({
  transport: 'TCP',
  port: 80,
  path: 'direct',
  family,
  style: styleOf(undefined),
  destinations: addresses.map((address) => ({ address, port: 80, pods: [], liveness: 'reached-only', label: `metadata ${address}` })),
  controlDials: true,
});

const dnsStyle: DialStyle = { prober: 'dns', speak: 'nothing', pace: 'gentle' };

const resolveDns = ({ snapshot, families }: ResolveContext): Resolution => {
  const service = findDnsService(snapshot);
  if (service === undefined) return failed('there is no Service with label k8s-app=kube-dns in kube-system');
  const cells = service.ports
    .filter((port) => port.port === 53)
    .flatMap((port) => serviceCells(snapshot, service, port, families, dnsStyle, true));
  return cells.length === 0 ? failed(`Service "${service.namespace}/${service.name}" has no address on port 53 in the families asked for`) : { cells };
};

const findDnsService = (snapshot: Snapshot): ServiceState | undefined => {
  const candidates = snapshot.services.filter(
    (service) => service.namespace === 'kube-system' && service.labels['k8s-app'] === 'kube-dns' && service.clusterIps.length > 0,
  );
  return candidates.find((service) => service.name === 'kube-dns') ?? candidates[0];
};

const resolveApiserver = ({ snapshot, families }: ResolveContext): Resolution => {
  const service = snapshot.services.find((candidate) => candidate.namespace === 'default' && candidate.name === 'kubernetes');
  const port = service?.ports.find((candidate) => candidate.port === 443);
  if (service === undefined || port === undefined) return failed('the Service "default/kubernetes" has no port 443');
  const cells = serviceCells(snapshot, service, port, families, styleOf('tls'), true);
  return cells.length === 0 ? failed('the Service "default/kubernetes" has no address in the families asked for') : { cells };
};
