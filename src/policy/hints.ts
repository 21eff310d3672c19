/** Why policy may say other than a person expects: the mistakes that people make most, each with what to do about it. */
import type { Question } from './decision.ts';
import { cidrTest } from './ip-block.ts';
import type { PolicyIndex } from './policy-index.ts';
import { trace } from './trace.ts';
import type { DirectionTrace, RuleTrace } from './trace.ts';
import { describePort, isEverything } from './wording.ts';

/** @returns the likeliest cause, or nothing where there is nothing typical about it */
export const hintFor = (question: Question, expected: 'allow' | 'deny', index: PolicyIndex): string | undefined => {
  const directions = trace(question, index);
  const hints = expected === 'deny' ? directions.flatMap(whyOpen) : directions.filter((one) => isClosed(one)).flatMap((one) => whyClosed(one, question));
  return hints[0] ?? (expected === 'deny' ? whyUnisolated(directions) : undefined);
};

const isClosed = ({ policies }: DirectionTrace): boolean => policies.length > 0 && !policies.some(({ rules }) => rules.some(isOpening));

const isOpening = ({ peerHolds, portHolds }: RuleTrace): boolean => peerHolds && portHolds;

/** What makes a rule wider than it looks. */
const whyOpen = ({ direction, policies }: DirectionTrace): string[] => {
  const [wording, field] = direction === 'ingress' ? (['from whom', 'from'] as const) : (['to whom', 'to'] as const);
  return policies.flatMap(({ rules }) =>
    rules.filter(isOpening).flatMap(({ rule, peers }): string[] => {
      const matched = peers.filter(({ holds }) => holds).map(({ ready }) => ready.peer);
      const isHalf = (peer: (typeof matched)[number]): boolean => (peer.podSelector === undefined) !== (peer.namespaceSelector === undefined);
      const halves = rule.peers.map(({ peer }) => peer).filter(isHalf);
      const kinds = new Set(halves.map(({ podSelector }) => podSelector === undefined));
      if (kinds.size === 2 && matched.some(isHalf)) return [`its ${field} has a namespaceSelector and a podSelector as two items, and either is enough: for both, write them as one item`];
      if (peers.length === 0) return [`the rule does not say ${wording}, which means everybody`];
      if (matched.some(({ podSelector, namespaceSelector }) => namespaceSelector !== undefined && isEverything(namespaceSelector) && (podSelector === undefined || isEverything(podSelector)))) return ['an empty namespaceSelector means every namespace'];
      if (rule.ports.length === 0) return ['the rule names no ports, which means all of them'];
      return [];
    }),
  );
};

const whyUnisolated = (directions: readonly DirectionTrace[]): string | undefined => {
  const open = directions.flatMap(({ direction, subject, policies }) => (subject !== undefined && policies.length === 0 ? [`no policy selects the ${direction === 'egress' ? 'source' : 'target'} for ${direction}`] : []));
  return open.length === 0 ? undefined : `${open.join(', and ')}: a default deny would`;
};

const whyClosed = ({ direction, other, policies }: DirectionTrace, question: Question): string[] => {
  const { port, protocol, through } = question;
  const rules = policies.flatMap(({ rules: own }) => own);
  const nearly = rules.find(({ peerHolds, portHolds }) => peerHolds && !portHolds);
  if (nearly !== undefined) {
    const named = nearly.rule.ports;
    if (through !== undefined && through.port !== port && named.some((one) => one.port === through.port)) return [`rules name the ports of pods, not those of Services: here ${port}, not ${through.port}`];
    const name = named.find((one) => typeof one.port === 'string');
    if (name !== undefined) return [`no ${name.protocol} port of the target is called "${name.port}" and has number ${port}`];
    if (named.some((one) => one.port === port && one.protocol !== protocol)) return [`the rule allows this port by ${named.find((one) => one.port === port)?.protocol} only; a rule without protocol means TCP`];
    return [`a rule lets this ${direction === 'egress' ? 'target' : 'source'} through, on ${named.map(describePort).join(', ')} only`];
  }
  const blocks = rules.flatMap(({ rule }) => rule.peers.flatMap(({ peer }) => peer.ipBlock ?? []));
  if (through !== undefined && blocks.some(({ cidr }) => cidrTest(cidr)(through.ip))) return ['most CNIs never see a ClusterIP in an ipBlock: select the pods behind the Service'];
  if (port === 53 && direction === 'egress') return ['egress is restricted and DNS is not allowed: let UDP and TCP 53 through to kube-dns'];
  const own = rules.find(({ rule, portHolds }) => portHolds && other.kind === 'pod' && rule.peers.some(({ peer }) => peer.podSelector !== undefined && peer.namespaceSelector === undefined) && rule.policy.namespace !== other.namespace);
  if (own !== undefined) return [`a podSelector alone means pods of ${own.rule.policy.namespace}: add a namespaceSelector for others`];
  return [];
};
