/** A policy in the API's own words, where most things may be left out, becomes one in normal form, where none may. */
import type { IpBlock, NetworkPolicy, Peer, PortRule, Rule } from '../model/network-policy.ts';
import type { Labels, Selector, SelectorRequirement } from '../model/snapshot.ts';
import type { Origin } from '../model/verdict.ts';

/** As the API's types have it. What stands in it was checked before, by the API server or against its schema. */
export interface WrittenPolicy {
  readonly name: string;
  readonly namespace?: string;
  readonly origin?: Origin;
  readonly spec: WrittenSpec;
}

export interface WrittenSpec {
  readonly podSelector?: WrittenSelector | undefined;
  readonly policyTypes?: readonly string[] | undefined;
  readonly ingress?: readonly { readonly from?: readonly WrittenPeer[] | undefined; readonly ports?: readonly WrittenPort[] | undefined }[] | undefined;
  readonly egress?: readonly { readonly to?: readonly WrittenPeer[] | undefined; readonly ports?: readonly WrittenPort[] | undefined }[] | undefined;
}

export interface WrittenSelector {
  readonly matchLabels?: Labels | undefined;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] | undefined }[] | undefined;
}

interface WrittenPeer {
  readonly podSelector?: WrittenSelector | undefined;
  readonly namespaceSelector?: WrittenSelector | undefined;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] | undefined } | undefined;
}

interface WrittenPort {
  readonly protocol?: string | undefined;
  readonly port?: number | string | undefined;
  readonly endPort?: number | undefined;
}

/** @param namespace of a policy that names none */
export const toNetworkPolicy = ({ name, namespace: own, origin, spec }: WrittenPolicy, namespace: string): NetworkPolicy => {
  const { podSelector, ingress = [], egress = [] } = spec;
  const types = policyTypesOf(spec);
  return {
    namespace: own ?? namespace,
    name,
    podSelector: toSelector(podSelector),
    ...(types.includes('Ingress') ? { ingress: ingress.map(({ from, ports }) => toRule(from, ports)) } : {}),
    ...(types.includes('Egress') ? { egress: egress.map(({ to, ports }) => toRule(to, ports)) } : {}),
    ...(origin === undefined ? {} : { origin }),
  };
};

/** Where nothing is said: Ingress always, Egress where there is a rule for it. */
export const policyTypesOf = ({ policyTypes = [], egress = [] }: WrittenSpec): readonly string[] => {
  if (policyTypes.length > 0) return policyTypes;
  return egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
};

const toRule = (peers: readonly WrittenPeer[] = [], ports: readonly WrittenPort[] = []): Rule => ({ peers: peers.map(toPeer), ports: ports.map(toPortRule) });

/** An empty selector means everything and an absent one does not, so absent stays absent. */
const toPeer = ({ podSelector, namespaceSelector, ipBlock }: WrittenPeer): Peer => ({
  ...(podSelector === undefined ? {} : { podSelector: toSelector(podSelector) }),
  ...(namespaceSelector === undefined ? {} : { namespaceSelector: toSelector(namespaceSelector) }),
  ...(ipBlock === undefined ? {} : { ipBlock: toIpBlock(ipBlock) }),
});

const toIpBlock = ({ cidr, except = [] }: NonNullable<WrittenPeer['ipBlock']>): IpBlock => ({ cidr: decimal(cidr), except: except.map(decimal) });

/** The API server takes `010.0.0.0/8` and means ten; to others that is an octal number. */
const decimal = (cidr: string): string => (cidr.includes(':') ? cidr : cidr.replaceAll(/\b0+(?=\d)/g, ''));

const toPortRule = ({ protocol = 'TCP', port, endPort }: WrittenPort): PortRule => ({
  protocol: protocol as PortRule['protocol'],
  ...(port === undefined ? {} : { port }),
  ...(endPort === undefined ? {} : { endPort }),
});

/** Of an absent selector: one of everything. */
export const toSelector = ({ matchLabels = {}, matchExpressions = [] }: WrittenSelector = {}): Selector => ({
  matchLabels,
  matchExpressions: matchExpressions.map(({ key, operator, values = [] }) => ({ key, operator: operator as SelectorRequirement['operator'], values })),
});
