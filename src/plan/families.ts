import type { Family } from '../../probes/contract.ts';
import type { LoadedMatrix } from '../matrix/parse.ts';
import { isApiserver } from '../model/snapshot.ts';
import type { PodState, ServiceState } from '../model/snapshot.ts';
import { familyOf } from '../policy/ip-block.ts';

/** What tells the primary one. */
interface Known {
  readonly services: readonly Pick<ServiceState, 'namespace' | 'name' | 'clusterIps'>[];
  readonly pods: readonly Pick<PodState, 'ips'>[];
}

/** Those that the matrix names, or the cluster's primary one: that of its API Service, or of whatever else may be read. */
export const familiesOf = (asked: LoadedMatrix['matrix']['ipFamilies'], snapshot: Known): Family[] => {
  if (asked) return asked.map((family) => (family === 'IPv4' ? 4 : 6));
  const kubernetes = snapshot.services.find(isApiserver);
  const known = kubernetes?.clusterIps[0] ?? snapshot.services.flatMap(({ clusterIps }) => clusterIps)[0] ?? snapshot.pods.flatMap(({ ips }) => ips)[0];
  return [familyOf(known ?? '0.0.0.0')];
};
