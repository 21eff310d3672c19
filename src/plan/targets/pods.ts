import { selects } from '../../policy/selector.ts';
import type { MatrixTarget } from '../../matrix/schema.ts';
import { probeLabel } from '../../model/marks.ts';
import { styleOf } from './style.ts';
import { describeLabels, failed, isLive, podDestinations } from './resolution.ts';
import type { Resolution, ResolveContext } from './resolution.ts';

type PodsTarget = Extract<MatrixTarget, { pods: unknown }>;

/** Live pods by label, each by its own address. */
export const resolvePods = ({ pods: selected, port, protocol = 'TCP', speak }: PodsTarget, context: ResolveContext): Resolution => {
  const selector = { matchLabels: selected.labels, matchExpressions: [] };
  // Guests of another run wear such labels too, and are nobody's target.
  const pods = context.snapshot.pods.filter(
    (pod) => pod.namespace === selected.namespace && selects(selector, pod.labels) && isLive(pod) && !Object.hasOwn(pod.labels, probeLabel),
  );
  const wanted = `running pod with labels ${describeLabels(selected.labels)} in namespace "${selected.namespace}"`;
  if (pods.length === 0) return failed(`there is no ${wanted}; deploy it first, or use a stand-in`);
  if (protocol === 'UDP') {
    return failed('a live pod cannot be judged by UDP: silence proves nothing there; use a stand-in, or wellKnown: cluster-dns');
  }
  const onHost = pods.find((pod) => pod.hostNetwork);
  if (onHost) return failed(`pod ${onHost.namespace}/${onHost.name} is on the host's network, where a NetworkPolicy promises nothing; dial its node by address`);
  const cells = context.families.map((family) => ({
    transport: protocol,
    port,
    path: 'pod-ip' as const,
    family,
    style: styleOf(speak),
    destinations: podDestinations(pods, family, port),
    controlDials: false,
  }));
  const bare = cells.find((cell) => cell.destinations.length === 0);
  return bare ? failed(`no ${wanted} has an IPv${bare.family} address`) : { cells };
};
