/** Small clusters of every kind: few words, so that policies meet pods often, and addresses of one family, of both or of none. */
import * as fc from 'fast-check';
import type { DeriveInput } from '../../../src/derive/derive.ts';
import type { PodTemplate } from '../../../src/world/world.ts';
import type { DerivedTarget } from '../../../src/derive/targets.ts';
import type { NetworkPolicy, Peer, PortRule, Protocol, Rule } from '../../../src/model/network-policy.ts';
import type { ContainerPort, Labels, Selector, SelectorRequirement } from '../../../src/model/snapshot.ts';
import type { Endpoint, PodEndpoint } from '../../../src/policy/endpoint.ts';

const key = fc.constantFrom('app', 'tier');
const value = fc.constantFrom('a', 'b', '');
const namespace = fc.constantFrom('x', 'y', 'z');
const protocol = fc.constantFrom<Protocol>('TCP', 'UDP', 'SCTP');
const portNumber = fc.constantFrom(80, 81, 90);
const portName = fc.constantFrom('serve', 'admin');

const labels: fc.Arbitrary<Labels> = fc.dictionary(key, value, { maxKeys: 2, noNullPrototype: true });
const requirement: fc.Arbitrary<SelectorRequirement> = fc.record({ key, operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), values: fc.array(value, { maxLength: 2 }) });
const selector: fc.Arbitrary<Selector> = fc.oneof(
  fc.constant<Selector>({ matchLabels: {}, matchExpressions: [] }),
  fc.record({ matchLabels: fc.dictionary(key, value, { maxKeys: 1, noNullPrototype: true }), matchExpressions: fc.array(requirement, { maxLength: 1 }) }),
);

export const blocks = fc.constantFrom(
  { cidr: '0.0.0.0/0', except: [] }, { cidr: '0.0.0.0/0', except: ['10.0.0.0/25'] }, { cidr: '10.0.0.0/24', except: ['10.0.0.1/32'] }, { cidr: '10.0.0.77/24', except: [] },
  { cidr: '203.0.113.0/24', except: [] }, { cidr: '::/0', except: ['fd00::/64'] }, { cidr: 'fd00::1/128', except: [] }, { cidr: 'fd00::/48', except: [] },
);
const peer: fc.Arbitrary<Peer> = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ podSelector: selector, namespaceSelector: selector }),
  fc.record({ ipBlock: blocks }),
);
const portRule: fc.Arbitrary<PortRule> = fc.oneof(
  fc.record({ protocol }),
  fc.record({ protocol, port: fc.oneof(portNumber, portName) }),
  fc.record({ protocol, port: fc.constant(80), endPort: fc.constantFrom(80, 81, 100) }),
);
const rules: fc.Arbitrary<readonly Rule[]> = fc.array(fc.record({ peers: fc.array(peer, { maxLength: 2 }), ports: fc.array(portRule, { maxLength: 2 }) }), { maxLength: 2 });
const policy: fc.Arbitrary<NetworkPolicy> = fc.record({ namespace, name: fc.constant('p'), podSelector: selector, ingress: rules, egress: rules }, { requiredKeys: ['namespace', 'name', 'podSelector'] });

/** Around the edges of the blocks, in either order, and none where there is no pod yet. */
export const ips = fc.constantFrom<readonly string[]>([], ['10.0.0.1'], ['10.0.0.2'], ['10.0.0.200'], ['10.0.1.1'], ['fd00::1'], ['fd00::2'], ['10.0.0.1', 'fd00::2'], ['fd00::1', '10.0.1.1'], ['fd00:0:1::1', '10.0.0.2']);
const containerPort: fc.Arbitrary<ContainerPort> = fc.record({ name: fc.oneof(fc.constant(''), portName), protocol, port: portNumber });
const pod: fc.Arbitrary<PodTemplate> = fc.record({ namespace, called: fc.constantFrom('', 'web', 'db'), labels, ports: fc.array(containerPort, { maxLength: 2 }), ips, serviceAccount: fc.constant('default') });

const endpoint: fc.Arbitrary<Endpoint> = fc.oneof(
  fc.constantFrom<Endpoint>({ kind: 'address', ip: '127.0.0.1' }, { kind: 'address', ip: '203.0.113.10' }, { kind: 'address', ip: '2001:db8::10' }, { kind: 'address', ip: '10.0.0.2' }, { kind: 'node', name: 'n', ips: ['10.0.0.1', 'fd00::2'] }),
  fc.record({ kind: fc.constant('pod' as const), namespace, labels, ports: fc.constant<PodEndpoint['ports']>([{ name: 'serve', protocol: 'TCP', port: 80 }]), ips, hostNetwork: fc.boolean(), node: fc.constant('n') }),
);
const special: fc.Arbitrary<DerivedTarget> = fc
  .array(fc.record({ target: endpoint, protocol, port: portNumber, through: fc.constant({ kind: 'cluster-ip' as const, ip: '10.96.0.10', port: 53 }) }, { requiredKeys: ['target', 'protocol', 'port'] }), { maxLength: 3 })
  .map((ends) => ({ name: 'special', target: { wellKnown: 'cluster-dns' }, ends }));

export const worlds: fc.Arbitrary<DeriveInput> = fc.record({
  policies: fc.array(policy, { maxLength: 4 }).map((drawn) => drawn.map((each, at) => ({ ...each, name: `p${at}` }))),
  namespaces: fc.tuple(labels, labels).map(([x, y]) => [{ name: 'x', labels: x }, { name: 'y', labels: y }]),
  pods: fc.array(pod, { maxLength: 6 }),
  chosen: fc.subarray(['x', 'y', 'z'], { minLength: 1 }),
  specials: fc.array(special, { maxLength: 2 }),
});
