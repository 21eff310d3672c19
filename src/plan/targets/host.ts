import type { MatrixTarget } from '../../matrix/schema.ts';
import { findDnsService } from './dns.ts';
import { styleOf } from './style.ts';
import { failed } from './resolution.ts';
import type { Resolution, ResolveContext } from './resolution.ts';

type HostTarget = Extract<MatrixTarget, { host: unknown }>;

/** A host name. The cluster's DNS is asked apart from any connection, and only then its addresses are dialled. */
export const resolveHost = ({ host, port, protocol = 'TCP', speak }: HostTarget, { snapshot, families }: ResolveContext): Resolution => {
  if (/\.(?:svc|pod)\.cluster\.local$/.test(host)) return failed(`${host} is a name of the cluster's own: name the Service, or select the pods, so that they are watched`);
  if (findDnsService(snapshot) === undefined) return failed(`nobody can resolve ${host}: there is no Service with label k8s-app=kube-dns in kube-system`);
  return {
    cells: families.map((family) => ({
      transport: protocol,
      port,
      path: 'direct',
      family,
      style: styleOf(speak),
      destinations: [{ address: { host }, port, pods: [], liveness: 'reached-only', label: host }],
      controlDials: true,
    })),
  };
};
