/** What makes rules wider than they look. */
import type { Peer } from '../model/network-policy.ts';
import { isolating } from './admission.ts';
import { formatDecider } from './deciders.ts';
import type { Question } from './decision.ts';
import type { Endpoint } from './endpoint.ts';
import type { PolicyIndex } from './policy-index.ts';
import { contains } from './port-set.ts';
import { portsOn } from './ports.ts';
import { selects } from './selector.ts';
import type { DirectionTrace, RuleTrace } from './trace.ts';
import { isEverything } from './wording.ts';

/** A rule that lets the connection through, and the end that it speaks of. */
interface Opening extends RuleTrace {
  readonly other: Endpoint;
}

export const whyOpen = (directions: readonly DirectionTrace[], question: Question, index: PolicyIndex): string | undefined => {
  const openings = directions.map(({ other, policies }) => policies.flatMap(({ rules }) => rules.filter(isOpening).map((rule): Opening => ({ ...rule, other }))));
  const rules = openings.flat().length;
  if (rules === 0) return whyUnisolated(directions, index);
  return openings.flatMap((together) => {
    const widths = together.map((opening) => widthOf(opening, question, index));
    const [[opening], [width]] = [together, widths];
    // Where one rule is as narrow as it looks, to narrow the others would close nothing.
    if (opening === undefined || width === undefined || widths.includes(undefined)) return [];
    return [rules > 1 ? `of ${called(opening)}: ${width}` : width];
  })[0];
};

const called = ({ rule: { policy, direction, rule } }: Opening): string => formatDecider({ kind: 'policy', ...policy, direction, rule });

const isOpening = ({ peerHolds, portHolds }: RuleTrace): boolean => peerHolds && portHolds;

const widthOf = (opening: Opening, question: Question, index: PolicyIndex): string | undefined => {
  const [whom, field] = opening.rule.direction === 'ingress' ? ['from whom', 'from'] : ['to whom', 'to'];
  if (isOrReadAsAnd(opening, index)) return `its ${field} has a namespaceSelector and a podSelector as two items, and either is enough: for both, write them as one item`;
  if (opening.peers.length === 0) return `the rule does not say ${whom}, which means everybody`;
  return widthOfPeers(opening) ?? widthOfPorts(opening, question);
};

const isOrReadAsAnd = ({ peers, other }: Opening, index: PolicyIndex): boolean => {
  if (other.kind !== 'pod' || !peers.every(({ ready, holds }) => !holds || isHalf(ready.peer))) return false;
  const namespaces = peers.flatMap(({ ready: { peer } }) => (isHalf(peer) ? (peer.namespaceSelector ?? []) : []));
  const pods = peers.flatMap(({ ready: { peer } }) => (isHalf(peer) ? (peer.podSelector ?? []) : []));
  const holdsAsOne = namespaces.some((selector) => selects(selector, index.labelsOf(other.namespace))) && pods.some((selector) => selects(selector, other.labels));
  return namespaces.length > 0 && pods.length > 0 && !holdsAsOne;
};

const isHalf = ({ podSelector, namespaceSelector }: Peer): boolean => (podSelector === undefined) !== (namespaceSelector === undefined);

/** Where nothing narrower would let it through all the same. */
const widthOfPeers = ({ rule, peers, other }: Opening): string | undefined => {
  const widths = peers.filter(({ holds }) => holds).map(({ ready: { peer } }) => widthOfPeer(peer, rule.policy.namespace, other));
  return widths.every((width) => width !== undefined) ? widths[0] : undefined;
};

const widthOfPeer = ({ podSelector, namespaceSelector }: Peer, namespace: string, other: Endpoint): string | undefined => {
  const anyPod = podSelector === undefined || isEverything(podSelector);
  if (namespaceSelector !== undefined) return isEverything(namespaceSelector) && (anyPod || (other.kind === 'pod' && other.namespace !== namespace)) ? 'an empty namespaceSelector means every namespace' : undefined;
  return podSelector !== undefined && isEverything(podSelector) ? `an empty podSelector means all pods of ${namespace}` : undefined;
};

const widthOfPorts = ({ rule: { ports } }: Opening, { target, port, protocol }: Question): string | undefined => {
  if (ports.length === 0) return 'the rule names no ports, which means all of them';
  const opening = ports.filter((one) => protocol !== 'ICMP' && contains(portsOn(target, [one]), protocol, port));
  return opening.every((one) => one.port === undefined) ? `the rule names no number, which means every ${protocol} port` : undefined;
};

/** @returns nothing where neither end can be isolated */
const whyUnisolated = (directions: readonly DirectionTrace[], index: PolicyIndex): string | undefined => {
  const open = directions.flatMap(({ direction, subject }) => (subject === undefined ? [] : [{ direction, subject }]));
  if (open.length === 0) return undefined;
  const ends = open.map(({ direction, subject }) => {
    const opposite = direction === 'egress' ? 'ingress' : 'egress';
    const others = isolating(opposite, subject, index);
    return `the ${direction === 'egress' ? 'source' : 'target'} for ${direction}${others[0] === undefined ? '' : ` (${others[0].namespace}/${others[0].name} does for ${opposite} only)`}`;
  });
  const namespaces = [...new Set(open.map(({ subject }) => subject.namespace))];
  return `no policy selects ${ends.join(', nor ')}: a default deny in ${namespaces.join(' or ')} would close it`;
};
