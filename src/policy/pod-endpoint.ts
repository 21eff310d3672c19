import type { ContainerPort, PodState } from '../model/snapshot.ts';
import type { NamedPort, PodEndpoint } from './endpoint.ts';

/** Of a pod that has no address yet, all but its addresses is known; of one that has finished, nothing is left to reach. */
export const toEndpoint = ({ namespace, name, labels, ports, ips, hostNetwork, node, finished }: PodState): PodEndpoint | undefined =>
  finished ? undefined : { kind: 'pod', namespace, name, labels, ports: namedPorts(ports), ips, hostNetwork, ...(node === '' ? {} : { node }) };

export const namedPorts = (ports: readonly ContainerPort[]): NamedPort[] => ports.filter(({ name }) => name !== '');
