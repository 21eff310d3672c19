import type { NetworkPolicy, Peer, PortRule, Rule } from '../../../src/model/network-policy.ts';
import type { Selector } from '../../../src/model/snapshot.ts';

/**
 * A policy as a person would write it. What may be left out is written down and left out by turns, so that the API server
 * and the CNI have to see that both say the same: an empty list, `policyTypes`, the protocol TCP, an empty `matchLabels`.
 */
export const manifestOf = (policy: NetworkPolicy, turn: number, labels: Readonly<Record<string, string>> = {}): object => {
  const { namespace, name, podSelector, ingress, egress } = policy;
  const isTerse = turn % 2 === 0;
  const rules = (key: 'from' | 'to', list: readonly Rule[] | undefined): object[] | undefined => list?.map((rule, index) => writeRule(key, rule, (turn + index) % 2 === 0));
  const policyTypes = isTerse && isDefault(policy) ? undefined : [...(ingress === undefined ? [] : ['Ingress']), ...(egress === undefined ? [] : ['Egress'])];
  const spec = { podSelector: writeSelector(podSelector, isTerse), policyTypes, ingress: isTerse ? orAbsent(rules('from', ingress)) : rules('from', ingress), egress: rules('to', egress) };
  return withoutAbsent({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace, labels }, spec: withoutAbsent(spec) });
};

/** Without `policyTypes` it is Ingress always, and Egress where there is an egress rule. */
const isDefault = ({ ingress, egress }: NetworkPolicy): boolean => ingress !== undefined && egress?.length !== 0;

const writeRule = (key: 'from' | 'to', { peers, ports }: Rule, isTerse: boolean): object => {
  const written = { [key]: peers.map((peer) => writePeer(peer, isTerse)), ports: ports.map((port) => writePort(port, isTerse)) };
  return isTerse ? withoutAbsent({ [key]: orAbsent(written[key]), ports: orAbsent(written['ports']) }) : written;
};

const writePeer = ({ podSelector, namespaceSelector, ipBlock }: Peer, isTerse: boolean): object => {
  const selector = (one: Selector | undefined): object | undefined => (one === undefined ? undefined : writeSelector(one, isTerse));
  return withoutAbsent({ podSelector: selector(podSelector), namespaceSelector: selector(namespaceSelector), ipBlock });
};

const writePort = ({ protocol, ...rest }: PortRule, isTerse: boolean): object => (isTerse && protocol === 'TCP' ? rest : { protocol, ...rest });

const writeSelector = ({ matchLabels, matchExpressions }: Selector, isTerse: boolean): object =>
  isTerse ? withoutAbsent({ matchLabels: Object.keys(matchLabels).length > 0 ? matchLabels : undefined, matchExpressions: orAbsent(matchExpressions) }) : { matchLabels, matchExpressions };

const orAbsent = <T>(list: readonly T[] | undefined): readonly T[] | undefined => (list?.length === 0 ? undefined : list);

const withoutAbsent = (object: object): object => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
