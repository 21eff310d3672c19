/** Policies as clusters have them: each namespace is closed, lets out DNS, and opens what its applications need. */
import type { NetworkPolicy, Peer, PortRule, Rule } from '../../src/model/network-policy.ts';
import type { Labels, Selector, SelectorRequirement } from '../../src/model/snapshot.ts';
import { dice } from '../../test/support/dice.ts';
import type { Dice } from '../../test/support/dice.ts';
import type { BenchNamespace } from './namespaces.ts';

export const policiesOf = (namespaces: readonly BenchNamespace[], count: number): NetworkPolicy[] => {
  const roll = dice(1);
  return Array.from({ length: count }, (_, index) => {
    const { name: namespace, labels } = namespaces[index % namespaces.length] ?? { name: 'default', labels: {} };
    const ordinal = Math.floor(index / namespaces.length);
    const kind = first[ordinal] ?? pick(roll, others);
    return { namespace, name: `policy-${ordinal}`, ...kind({ roll, namespaces, own: labels }) };
  });
};

interface Setting {
  readonly roll: Dice;
  readonly namespaces: readonly BenchNamespace[];
  /** Of the policy's namespace. */
  readonly own: Labels;
}

type Kind = (setting: Setting) => Omit<NetworkPolicy, 'namespace' | 'name'>;

const pick = <T>(roll: Dice, choices: readonly T[]): T => choices[Math.floor(roll() * choices.length)] as T;

const labelled = (matchLabels: Labels, ...matchExpressions: SelectorRequirement[]): Selector => ({ matchLabels, matchExpressions });
const everything = labelled({});
const component = (name: string): Selector => labelled({ 'app.kubernetes.io/component': name });
const appOf = (roll: Dice, name: string): Selector => labelled({ 'app.kubernetes.io/name': `shop-${Math.floor(roll() * 2)}`, 'app.kubernetes.io/component': name });
const rule = (peers: readonly Peer[], ...ports: PortRule[]): Rule => ({ peers, ports });
const tcp = (port: number | string): PortRule => ({ protocol: 'TCP', port });
const within = (name: string, podSelector: Selector): Peer => ({ namespaceSelector: labelled({ 'kubernetes.io/metadata.name': name }), podSelector });
const block = (cidr: string, ...except: string[]): Peer => ({ ipBlock: { cidr, except } });

/** Ordinary workloads call each other in these ways. */
const calls = [
  { from: 'web', to: 'api', port: 'http' }, { from: 'worker', to: 'api', port: 'grpc' }, { from: 'api', to: 'db', port: 5432 },
  { from: 'worker', to: 'db', port: 5432 }, { from: 'api', to: 'cache', port: 6379 }, { from: 'report', to: 'db', port: 'postgres' },
] as const;

/** Of every namespace but for development; what goes out is closed in production alone. */
const defaultDeny: Kind = ({ own }) => ({ podSelector: own['stage'] === 'dev' ? component('db') : everything, ingress: [], ...(own['stage'] === 'prod' ? { egress: [] } : {}) });

const toDns: Rule = rule([within('kube-system', labelled({ 'k8s-app': 'kube-dns' }))], { protocol: 'UDP', port: 53 }, tcp(53));
/** Whom the default does not close stays open: a policy for the platform's pods alone. */
const dns: Kind = ({ own }) => ({ podSelector: own['stage'] === 'prod' ? everything : labelled({ tier: 'data' }), egress: [toDns] });
const first: readonly Kind[] = [defaultDeny, dns];

const callee: Kind = ({ roll }) => {
  const { from, to, port } = pick(roll, calls);
  return { podSelector: appOf(roll, to), ingress: [rule([{ podSelector: component(from) }], tcp(port))] };
};

const caller: Kind = ({ roll }) => {
  const { from, to, port } = pick(roll, calls);
  return { podSelector: appOf(roll, from), egress: [rule([{ podSelector: component(to) }], tcp(port))] };
};

const otherTeam: Kind = ({ roll, namespaces }) => {
  const labels = pick(roll, namespaces).labels;
  const namespaceSelector = labels['team'] === undefined ? labelled({ purpose: 'platform' }) : labelled({ team: labels['team'] });
  return { podSelector: component('api'), ingress: [rule([{ namespaceSelector, podSelector: labelled({}, { key: 'app.kubernetes.io/component', operator: 'In', values: ['web', 'api', 'worker'] }) }], tcp('http'), tcp('grpc'))] };
};

const everyStage: Kind = ({ roll }) => ({
  podSelector: labelled({}, { key: 'tier', operator: 'NotIn', values: ['data'] }),
  egress: [rule([{ namespaceSelector: labelled({ stage: pick(roll, ['dev', 'staging', 'prod']) }), podSelector: labelled({ tier: 'backend' }, { key: 'k8s-app', operator: 'DoesNotExist', values: [] }) }], { protocol: 'TCP', port: 8000, endPort: 9000 })],
});

const scraped: Kind = () => ({ podSelector: labelled({}, { key: 'tier', operator: 'Exists', values: [] }), ingress: [rule([within('monitoring', labelled({ 'app.kubernetes.io/name': 'prometheus' }))], tcp('metrics'))] });
const published: Kind = () => ({ podSelector: component('web'), ingress: [rule([within('ingress', everything)], tcp('http'))] });
const internet: Kind = () => ({ podSelector: component('worker'), egress: [rule([block('0.0.0.0/0', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.169.254/32')], tcp(443))] });
const anywhere: Kind = () => ({ podSelector: component('report'), egress: [rule([block('0.0.0.0/0', '169.254.169.254/32')])] });
const partner: Kind = ({ roll }) => ({ podSelector: component('api'), ingress: [rule([block(`198.51.100.${Math.floor(roll() * 16) * 16}/28`)], tcp('http'))], egress: [rule([block(`203.0.${Math.floor(roll() * 256)}.0/24`)], tcp(5432))] });

const others: readonly Kind[] = [callee, callee, callee, caller, caller, otherTeam, everyStage, scraped, published, internet, anywhere, partner];
