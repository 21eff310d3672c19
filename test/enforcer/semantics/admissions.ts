import { hostBlock, isInBlock, type Block } from '../rules/addresses.ts';
import type { Direction, PolicyPort, Rule } from '../view/policy-spec.ts';
import type { Pod, View } from '../view/view.ts';
import { blocksOf } from './peers.ts';
import { isNumeric, namedMatches, numericMatch, type PortMatch } from './ports.ts';

/** What a rule lets through for one pod, of all protocols and both families. */
export interface Admission {
  readonly blocks: readonly Block[] | 'any';
  readonly ports: readonly PortMatch[] | 'any';
}

/** One rule of a policy in `namespace`, as it stands for the pod `subject`. */
export function admissionsOf(rule: Rule, direction: Direction, subject: Pod, namespace: string, view: View): Admission[] {
  const blocks = blocksOf(rule.peers, namespace, view);
  if (rule.ports === undefined || rule.ports.length === 0) return [{ blocks, ports: 'any' }];
  const named = rule.ports.filter((port) => !isNumeric(port));
  const numeric = rule.ports.filter(isNumeric).map(numericMatch);
  if (direction === 'ingress') return [{ blocks, ports: [...numeric, ...named.flatMap((port) => namedMatches(port, subject))] }];
  return [{ blocks, ports: numeric }, ...(named.length === 0 ? [] : toNamedPorts(named, blocks, view))];
}

/** A port's name is that of the destination, so it may be another number on each pod; outside of pods it means nothing. */
function toNamedPorts(ports: readonly PolicyPort[], blocks: readonly Block[] | 'any', view: View): Admission[] {
  return view.pods.flatMap((pod) => {
    const matches = ports.flatMap((port) => namedMatches(port, pod));
    const addresses = pod.addresses.filter((address) => blocks === 'any' || blocks.some((block) => isInBlock(address, block)));
    return matches.length === 0 || addresses.length === 0 ? [] : [{ blocks: addresses.map(hostBlock), ports: matches }];
  });
}
