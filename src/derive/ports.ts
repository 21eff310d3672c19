/** Which ports of a class are worth a column: those that its pods declare, those that a policy names, and one that none names. */
import type { Protocol } from '../model/network-policy.ts';
import { isolating } from '../policy/admission.ts';
import type { PodEndpoint } from '../policy/endpoint.ts';
import type { PolicyIndex, ReadyRule } from '../policy/policy-index.ts';
import { portsOn } from '../policy/ports.ts';
import { protocols } from '../policy/port-set.ts';
import { audienceAmong } from './audience.ts';
import { membersOf } from './bits.ts';
import { spelledRule } from './spelling.ts';

export interface Port {
  readonly protocol: Protocol;
  readonly port: number;
}

/** @param namespaces whose policies' egress counts: those that the matrix is about */
export const portsOf = (ends: readonly PodEndpoint[], index: PolicyIndex, namespaces: readonly string[]): ((end: number, declared: readonly Port[]) => Port[]) => {
  const receivers = audienceAmong(ends, index, () => '');
  const named = ends.map((end) => isolating('ingress', end, index).flatMap(({ rules }) => namedIn(rules, end)));
  for (const rule of namingRules(namespaces, index)) {
    for (const at of membersOf(receivers(rule, { reading: new Set(), family: 4 }))) {
      const end = ends[at];
      if (end !== undefined) named[at]?.push(...namedIn([rule], end));
    }
  }
  const spare = unnamedPort(named.flat());
  return (end, declared) => distinct([...declared, ...(named[end] ?? []), spare]);
};

/** Of the rules for what goes out those that name ports and select pods, each once, with the peers that do. */
const namingRules = (namespaces: readonly string[], index: PolicyIndex): ReadyRule[] => {
  const rules = namespaces
    .flatMap((namespace) => index.policiesIn(namespace, 'egress').flatMap((policy) => policy.rules))
    .map((rule) => ({ ...rule, peers: rule.peers.filter(({ matchesIp }) => matchesIp === undefined) }))
    .filter(({ peers, ports }) => peers.length > 0 && ports.length > 0);
  return [...new Map(rules.map((rule) => [spelledRule(rule), rule])).values()];
};

/** Of a range both its ends. */
const namedIn = (rules: readonly ReadyRule[], end: PodEndpoint): Port[] =>
  rules.flatMap(({ ports }) => {
    const set = portsOn(end, ports.filter(({ port }) => port !== undefined));
    return ports.some(({ port }) => port !== undefined) ? protocols.flatMap((protocol) => set[protocol].flatMap(([from, to]) => [from, to].map((port) => ({ protocol, port })))) : [];
  });

/** Unassigned at IANA, so that hardly anybody listens on one of them. */
const candidates = [7717, 7718, 7719, 7720, 7721] as const;

const unnamedPort = (named: readonly Port[]): Port => ({ protocol: 'TCP', port: candidates.find((candidate) => !named.some(({ protocol, port }) => protocol === 'TCP' && port === candidate)) ?? candidates[0] });

const distinct = (ports: readonly Port[]): Port[] => {
  const all = new Map(ports.map((port) => [`${port.protocol} ${port.port}`, { protocol: port.protocol, port: port.port }]));
  return [...all.values()].toSorted((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1));
};
