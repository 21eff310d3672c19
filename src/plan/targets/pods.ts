import { selects } from '../../policy/selector.ts';
import type { MatrixTarget } from '../../matrix/schema.ts';
import { probeLabel } from '../../model/marks.ts';
import { keyOf } from '../../model/snapshot.ts';
import { samplePods } from './sample.ts';
import { styleOf } from './style.ts';
import { familyOf } from '../../policy/ip-block.ts';
import { describeLabels } from '../../policy/wording.ts';
import { failed, isLive, podDestinations } from './resolution.ts';
import type { Resolution, ResolveContext } from './resolution.ts';

type PodsTarget = Extract<MatrixTarget, { pods: unknown }>;

/** Live pods by label, each by its own address; all of them, or as many as the matrix says. */
export const resolvePods = ({ pods: selected, port, protocol = 'TCP', speak }: PodsTarget, context: ResolveContext): Resolution => {
  const selector = { matchLabels: selected.labels, matchExpressions: [] };
  // Guests of another run wear such labels too, and are nobody's target.
  const pods = context.snapshot.pods.filter(
    (pod) => pod.namespace === selected.namespace && selects(selector, pod.labels) && isLive(pod) && !Object.hasOwn(pod.labels, probeLabel),
  );
  const wanted = `running pod with labels ${describeLabels(selected.labels)} in namespace "${selected.namespace}"`;
  if (pods.length === 0) return failed(`there is no ${wanted}; deploy it first, or use a stand-in`);
  const onHost = pods.find((pod) => pod.hostNetwork);
  if (onHost) return failed(`pod ${keyOf(onHost)} is on the host's network, where a NetworkPolicy promises nothing; dial its node with nodes instead`);

  const dialled = new Set<string>();
  const cells = context.families.map((family) => {
    const having = pods.filter(({ ips }) => ips.some((ip) => familyOf(ip) === family));
    const chosen = selected.atMost === undefined ? having : samplePods(having, selected.atMost);
    chosen.forEach((pod) => dialled.add(keyOf(pod)));
    return {
      transport: protocol,
      port,
      path: 'pod-ip' as const,
      family,
      style: styleOf(speak),
      destinations: podDestinations(chosen, { family, transport: protocol, port }),
      controlDials: false,
    };
  });
  const bare = cells.find((cell) => cell.destinations.length === 0);
  if (bare) return failed(`no ${wanted} has an IPv${bare.family} address`);
  if (selected.atMost === undefined || dialled.size === pods.length) return { cells };
  return { cells, remarks: [`${dialled.size} of ${pods.length} pods ${dialled.size === 1 ? 'is' : 'are'} dialled: ${[...dialled].join(', ')}`] };
};
