/** NetworkPolicy v1, read by this enforcer alone: from the objects of the cluster to what one node enforces. */
import { familyOf, type Family } from '../rules/addresses.ts';
import { lanesBy } from '../rules/lanes.ts';
import type { Allow, NodeRules, Subject } from '../rules/node-rules.ts';
import { directions, type Direction, type Protocol } from '../view/policy-spec.ts';
import type { Pod, Policy, View } from '../view/view.ts';
import { admissionsOf, type Admission } from './admissions.ts';
import { livePods } from './live-pods.ts';
import { selects } from './selector.ts';

export interface NodeIdentity {
  readonly name: string;
  /** What it gives to its pods, a CIDR of each family. */
  readonly ranges: readonly string[];
}

/**
 * `view` has the pods of the node and the policies on them; `world` the pods that those may talk to, and their
 * namespaces. An enforcer keeps the two in different places, though they are the same objects.
 */
export function compile(view: View, node: NodeIdentity, world: View = view): NodeRules {
  const peers = { ...world, pods: livePods(world.pods) };
  const own = livePods(view.pods).filter((pod) => pod.node === node.name);
  const subjects = own.flatMap((pod) => subjectsOf(pod, view.policies, peers));
  return { ranges: node.ranges, subjects, gates: [], blocking: 'drop' };
}

function subjectsOf(pod: Pod, all: readonly Policy[], view: View): Subject[] {
  const policies = all.filter(({ namespace, spec }) => namespace === pod.namespace && selects(spec.podSelector, pod.labels));
  const [egress, ingress] = directions.map((direction) => admitted(pod, direction, policies, view));
  return pod.addresses.map((address) => ({
    uid: pod.uid,
    address,
    lanes: lanesBy((direction, protocol) => {
      const admissions = direction === 'egress' ? egress : ingress;
      return admissions === undefined ? 'open' : toLane(admissions, familyOf(address), protocol);
    }),
  }));
}

/** All that policies together let through in one direction; undefined if none of them isolates the pod. */
function admitted(pod: Pod, direction: Direction, policies: readonly Policy[], view: View): Admission[] | undefined {
  const isolating = policies.filter(({ spec }) => spec.directions.includes(direction));
  if (isolating.length === 0) return undefined;
  return isolating.flatMap(({ namespace, spec }) => spec[direction].flatMap((rule) => admissionsOf(rule, direction, pod, namespace, view)));
}

function toLane(admissions: readonly Admission[], family: Family, protocol: Protocol): Allow[] {
  return admissions.flatMap(({ blocks, ports }) => {
    const near = blocks === 'any' ? blocks : blocks.filter(({ cidr }) => familyOf(cidr) === family);
    const ranges = ports === 'any' ? ports : ports.filter((port) => port.protocol === protocol).map(({ from, to }) => ({ from, to }));
    return near.length === 0 || ranges.length === 0 ? [] : [{ blocks: near, ports: ranges }];
  });
}
