/** Matrix, canary and snapshot become a plan: every cell, every pod, every node without proof; or all reasons why not. */
import { NetproofError } from '../errors.ts';
import type { LoadedMatrix } from '../matrix/parse.ts';
import type { Plan, PlannedCell } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { canaryListen, planCanary } from './canary/canary.ts';
import { canaryOrigin } from './canary/cells.ts';
import { nodesFor } from './canary/nodes.ts';
import type { CanaryRequest } from './canary/nodes.ts';
import { controlPods, resolverPods } from './controls.ts';
import { familiesOf } from './families.ts';
import type { GuestOptions } from './guests.ts';
import { hostsOf } from './hosts.ts';
import { planMatrix } from './matrix.ts';
import type { MatrixParts } from './matrix.ts';
import { remarksOnOtherPolicies } from './other-policies.ts';
import { usableNodes } from './placement.ts';
import { tooLongPlans } from './plan-size.ts';
import { findDnsService } from './targets/dns.ts';

export interface PlanInput {
  /** Absent where only the canary runs. */
  readonly loaded?: LoadedMatrix;
  readonly snapshot: Snapshot;
  readonly run: string;
  readonly secret: string;
  /** ISO date, against which skips expire. */
  readonly today: string;
  readonly controlNamespace: string;
  readonly guests: GuestOptions;
  /** Absent where the canary is switched off. */
  readonly canary?: CanaryRequest;
}

/** @throws NetproofError ERR_USAGE with every reason why this cannot be probed in this cluster */
export const planRun = (input: PlanInput): Plan => {
  const { loaded, snapshot, run, secret } = input;
  const placement = usableNodes(snapshot);
  if (placement.usable.length === 0) throw new NetproofError('ERR_USAGE', `no node can take a probe: ${placement.unusable.map(({ node, reason }) => `${node} ${reason}`).join('; ') || 'none is known'}`);
  const asked: MatrixParts = loaded === undefined ? nothingAsked(snapshot) : planMatrix({ ...input, loaded, placement });

  const usable = placement.usable.map(({ name }) => name);
  const canary = input.canary && planCanary({ run, secret, namespace: input.canary.namespace, controlNamespace: input.controlNamespace, nodes: nodesFor(input.canary, asked, usable), families: loaded === undefined ? [4, 6] : asked.families });
  const cells = [...asked.cells, ...(canary?.cells ?? [])];
  const pods = [...asked.pods, ...(canary?.pods ?? [])];
  const ours = { run, secret, namespace: input.controlNamespace, cells, sources: pods.filter(({ role }) => role === 'source'), placement, listen: canary === undefined ? [] : canaryListen };
  const remarks = [...remarksOnOtherPolicies(snapshot.otherPolicies), ...remarksOnNodes(snapshot), ...asked.remarks];
  const plan: Plan = {
    ...asked,
    run,
    controlNamespace: input.controlNamespace,
    cells,
    pods: [...pods, ...controlPods(ours), ...resolverPods(ours)],
    uncovered: placement.unusable,
    ...(canary === undefined ? {} : { canary: canary.canary }),
    ...trustOf(cells, snapshot, remarks),
    ...dnsOf(cells, snapshot),
  };
  const tooLong = tooLongPlans(plan, loaded);
  if (tooLong.length > 0) throw new NetproofError('ERR_USAGE', tooLong.join('\n'));
  return plan;
};

/** Without a matrix the canary speaks for itself. */
const nothingAsked = (snapshot: Snapshot): MatrixParts => ({
  matrix: { name: 'canary', file: canaryOrigin.file },
  families: familiesOf(undefined, snapshot),
  policies: 0,
  cells: [],
  skips: [],
  pods: [],
  remarks: [],
});

/** With rights in namespaces only, a node without a pod there does not exist for us. */
const remarksOnNodes = ({ nodes }: Snapshot): string[] => {
  const seen = nodes.filter(({ fromPods }) => fromPods);
  return seen.length === 0 ? [] : [`nodes may not be listed: only those are known on which a pod was seen (${seen.map(({ name }) => name).join(', ')})`];
};

/** By what the API server is known again, where it is a target; or the remark that it is not. */
const trustOf = (cells: readonly PlannedCell[], { clusterCa }: Snapshot, remarks: readonly string[]): Pick<Plan, 'clusterCa' | 'remarks'> => {
  if (!cells.some(({ style }) => style.http?.trustCluster)) return { remarks };
  if (clusterCa !== undefined) return { remarks, clusterCa };
  return { remarks: [...remarks, "the API server's certificate is not checked: ConfigMap default/kube-root-ca.crt cannot be read"] };
};

/** Whom the resolver asks. */
const dnsOf = (cells: readonly PlannedCell[], snapshot: Snapshot): Pick<Plan, 'dnsServer'> => {
  const dnsServer = hostsOf({ cells }).length > 0 ? findDnsService(snapshot)?.clusterIps[0] : undefined;
  return dnsServer === undefined ? {} : { dnsServer };
};
