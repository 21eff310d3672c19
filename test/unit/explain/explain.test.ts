import { expect } from 'chai';
import { explain } from '../../../src/explain/explain.ts';
import type { Answer, Case, Condition, Step } from '../../../src/explain/explanation.ts';
import { describePortSet } from '../../../src/policy/wording.ts';
import type { World } from '../../../src/world/world.ts';
import { aLivePod, aLiveWorld, http, worldOfText } from '../../support/live-world.ts';
import type { Policies } from '../../support/policies.ts';

const pods = [
  aLivePod('shop/web-1', { ips: ['10.244.1.11'] }),
  aLivePod('shop/bare-1', { labels: {}, ips: [] }),
  aLivePod('shop/agent-1', { hostNetwork: true, node: 'node-2', ips: ['192.0.2.2'] }),
  aLivePod('data/db-1', { labels: { app: 'db', tier: 'back' }, ips: ['10.244.1.22'], ports: [{ ...http, name: 'sql', port: 5432 }] }),
];
const world = (policies: Policies, fields: Partial<World> = {}): World => ({ ...aLiveWorld({ policies, pods }), ...fields });

const only = (source: string, target: string, own: World): Case => {
  const [first, ...others] = explain({ source, target }, own).cases;
  if (first === undefined || others.length > 0) throw new Error(`${others.length + 1} cases`);
  return first;
};
const stepOf = (one: Case, direction: Step['direction']): Step => {
  const step = one.steps.find((candidate) => candidate.direction === direction);
  if (step === undefined) throw new Error(`there is no ${direction}`);
  return step;
};

/** `no all pods in shop: the source is in data` */
const told = ({ says, holds, because }: Condition): string => `${holds ? 'yes' : 'no'} ${says}${because.length > 0 ? `: ${because.join('; ')}` : ''}`;

const peers: readonly { name: string; source?: string; from: string; expected: string }[] = [
  { name: 'a peer that it is one of', from: '{podSelector: {matchLabels: {app: web}}, namespaceSelector: {}}', expected: 'yes pods with app=web in all namespaces' },
  { name: 'a podSelector alone, of another namespace', from: '{podSelector: {}}', expected: 'no all pods in data: the source is in shop' },
  { name: 'a podSelector alone, of its own namespace', source: 'data/app=web', from: '{podSelector: {matchLabels: {app: api}}}', expected: 'no pods with app=api in data: app is "web"' },
  { name: 'another namespace by name', from: '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: lab}}}', expected: 'no all pods in namespace lab: the source is in shop' },
  { name: 'a namespace without such a label', from: '{namespaceSelector: {matchLabels: {team: red}}}', expected: 'no all pods in namespaces with team=red: of namespace shop, there is no label team' },
  { name: 'a label of another value', from: '{namespaceSelector: {}, podSelector: {matchLabels: {app: api}}}', expected: 'no pods with app=api in all namespaces: app is "web"' },
  { name: 'everything that does not match', from: '{namespaceSelector: {matchLabels: {team: red}}, podSelector: {matchLabels: {app: api, tier: back}}}', expected: 'no pods with app=api,tier=back in namespaces with team=red: of namespace shop, there is no label team; app is "web"; there is no label tier' },
  { name: 'selectors, of an address', source: '203.0.113.10', from: '{namespaceSelector: {}}', expected: 'no all pods in all namespaces: the source is no pod' },
  { name: "selectors, of a pod on its node's network", source: 'shop/agent', from: '{namespaceSelector: {}}', expected: 'no all pods in all namespaces: the source is on its node’s network, where selectors do not see it' },
  { name: 'a block that holds it', source: '203.0.113.10', from: '{ipBlock: {cidr: 203.0.113.0/24}}', expected: 'yes addresses in 203.0.113.0/24' },
  { name: 'a block that does not', source: '203.0.113.10', from: '{ipBlock: {cidr: 198.51.100.0/24}}', expected: 'no addresses in 198.51.100.0/24: 203.0.113.10 is not' },
  { name: 'an exception', source: '203.0.113.10', from: '{ipBlock: {cidr: 0.0.0.0/0, except: [198.51.100.0/24, 203.0.113.0/28]}}', expected: 'no addresses in 0.0.0.0/0 except 198.51.100.0/24, 203.0.113.0/28: 203.0.113.10 is excepted by 203.0.113.0/28' },
  { name: 'a block of the other family', source: '203.0.113.10', from: '{ipBlock: {cidr: "2001:db8::/32"}}', expected: 'no addresses in 2001:db8::/32: the source has no IPv6 address' },
  { name: 'a block, of a pod without an address', source: 'shop/bare', from: '{ipBlock: {cidr: 10.0.0.0/8}}', expected: 'no addresses in 10.0.0.0/8: the address of the source is not known' },
];

const ports: readonly { name: string; target?: string; ports: string; expected: readonly string[] }[] = [
  { name: 'each number', ports: '[{port: 80}, {port: 5432}, {protocol: UDP, port: 5432}]', expected: ['no TCP/80', 'yes TCP/5432', 'no UDP/5432'] },
  { name: 'what a name means', ports: '[{port: sql}]', expected: ['yes TCP/sql: of the target that is TCP/5432'] },
  { name: 'a name that means another number', target: 'data/db:5433', ports: '[{port: sql}]', expected: ['no TCP/sql: of the target that is TCP/5432'] },
  { name: 'a name that the target does not have by this protocol', ports: '[{protocol: UDP, port: sql}]', expected: ['no UDP/sql: the target has no UDP port of that name'] },
  { name: 'what is open at all, where every port is meant', target: 'data/db', ports: '[{port: 80}, {port: http}]', expected: ['yes TCP/80', 'no TCP/http: the target has no TCP port of that name'] },
];

const exemptions: readonly { name: string; source: string; target: string; direction: Step['direction']; expected: string | undefined }[] = [
  { name: 'no pod', source: 'shop/web', target: 'data/db:80', direction: 'egress', expected: undefined },
  { name: 'an address', source: '203.0.113.10', target: 'data/db:80', direction: 'egress', expected: 'The source is no pod of this cluster, and NetworkPolicies restrict pods only.' },
  { name: 'a node', source: 'shop/web', target: 'node:node-1:80', direction: 'ingress', expected: 'The target is a node, and NetworkPolicies restrict pods only.' },
  { name: "a pod on its node's network", source: 'shop/agent', target: 'data/db:80', direction: 'egress', expected: 'The source is on its node’s network. To policy it is the node, and NetworkPolicies restrict pods only.' },
  { name: 'a pod that dials itself', source: 'shop/web', target: 'shop/web:80', direction: 'ingress', expected: 'Nothing keeps a pod from itself.' },
  { name: "the target's node", source: 'node:node-1', target: 'data/db:80', direction: 'ingress', expected: 'The source is the node on which the target runs, and a node always reaches its own pods.' },
];

const verdictOf = (answer: Answer): string => ('verdict' in answer ? `${answer.verdict} ${answer.basis}${answer.reason === undefined ? '' : `: ${answer.reason}`}${answer.others === undefined ? '' : `; ${answer.others}`}` : `open ${describePortSet(answer.open).join()}, undefined ${describePortSet(answer.undefined).join()}${answer.reason === undefined ? '' : `: ${answer.reason}`}`);

const into = (rules: string): Policies => ({ 'data/in': `{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: ${rules}}` });

describe('explain()', () => {
  for (const { name, source = 'shop/web', from, expected } of peers) {
    it(`tells of ${name} whether it speaks of the other end, and why not`, () => expect(stepOf(only(source, 'data/db:5432', world(into(`[{from: [${from}]}]`))), 'ingress').policies[0]?.rules[0]?.peers.map(told)).to.deep.equal([expected]));
  }

  for (const { name, target = 'data/db:5432', ports: written, expected } of ports) {
    it(`tells of ports ${name}`, () => expect(stepOf(only('shop/web', target, world(into(`[{ports: ${written}}]`))), 'ingress').policies[0]?.rules[0]?.ports.map(told)).to.deep.equal(expected));
  }

  it('tells that what is no pod has no names for ports', () => {
    const own = world({ 'shop/out': '{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: http}]}]}' });
    expect(stepOf(only('shop/web', '203.0.113.10:80', own), 'egress').policies[0]?.rules[0]?.ports.map(told)).to.deep.equal(['no TCP/http: the target is no pod, and only pods have names for ports']);
  });

  for (const { name, source, target, direction, expected } of exemptions) it(`tells why policy has no say over ${name}`, () => expect(stepOf(only(source, target, world({})), direction).exemption).to.equal(expected));

  it('tells which policies do not select an end, and which label keeps them from it', () => {
    const own = world({ 'data/api': '{podSelector: {matchLabels: {app: api, zone: a}}}', 'shop/other': '{podSelector: {}}', 'data/out': '{podSelector: {}, policyTypes: [Egress]}' });
    expect(stepOf(only('shop/web', 'data/db:80', own), 'ingress')).to.deep.include({ policies: [], passedOver: [{ namespace: 'data', name: 'api', selector: 'app=api,zone=a', origin: { file: 'data/api', line: 1, column: 1 }, because: ['app is "db"', 'there is no label zone'] }] });
  });

  it('counts rules from 0, and says which let it through', () => {
    const [policy] = stepOf(only('shop/web', 'data/db:5432', world(into('[{ports: [{port: 80}]}, {ports: [{port: 5432}]}, {from: [{podSelector: {}}]}]'))), 'ingress').policies;
    expect(policy?.rules.map(({ rule, opens }) => [rule, opens])).to.deep.equal([[0, false], [1, true], [2, false]]);
  });

  it('tells what is open by rules that speak of the other end, and by no others', () => {
    const open = (target: string, rules: string): string[] => describePortSet(stepOf(only('shop/web', target, world(into(rules))), 'ingress').open);
    expect(open('data/db', '[{from: [{podSelector: {}}], ports: [{port: 80}]}, {from: [{namespaceSelector: {}}], ports: [{port: 81}]}]')).to.deep.equal(['TCP/81']);
    expect(describePortSet(stepOf(only('shop/web', 'data/db', world({})), 'ingress').open)).to.deep.equal(['every port']);
  });

  it('remembers where a policy was written', () => {
    const own = worldOfText('{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: shop}, spec: {podSelector: {}}}');
    expect(stepOf(only('shop/app=a', 'shop/app=b:80', own), 'ingress').policies[0]?.origin).to.deep.equal({ file: 'f0.yaml', line: 1, column: 1 });
    expect(stepOf(only('shop/app=a', 'shop/app=b:80', { ...own, policies: own.policies.map(({ origin: _origin, ...policy }) => policy) }), 'ingress').policies[0]).not.to.have.property('origin');
  });

  it('says of each end what it comes to, whatever the other says', () => {
    const own = world({ ...into('[{ports: [{port: 5432}]}]'), 'shop/out': '{podSelector: {}, policyTypes: [Egress]}' });
    expect(only('shop/web', 'data/db:5432', own).steps.map(({ direction, verdict }) => [direction, verdict])).to.deep.equal([['egress', 'deny'], ['ingress', 'allow']]);
  });

  const blocks = into('[{from: [{ipBlock: {cidr: 10.244.0.0/16}}], ports: [{port: 5432}]}]');
  const others = { objects: [{ resource: 'globalnetworkpolicies.crd.projectcalico.org', name: 'g', version: '1' }], unreadable: [] };
  for (const { name, source = 'shop/web', target, own, expected } of [
    { name: 'an allow', target: 'data/db:5432', own: world(into('[{ports: [{port: 5432}]}]')), expected: 'allow specified' },
    { name: 'a deny', target: 'data/db:80', own: world(into('[{ports: [{port: 5432}]}]')), expected: 'deny specified' },
    { name: 'what is left open, with the reason', target: 'data/db:5432', own: world(blocks), expected: 'allow undefined: whether an ipBlock matches addresses of pods' },
    { name: 'policies of other kinds', target: 'data/db:80', own: world({}, { otherPolicies: others }), expected: 'allow undefined; globalnetworkpolicies.crd.projectcalico.org g may decide, too, and is not read' },
    { name: 'all ports', target: 'data/db', own: world(into('[{ports: [{port: 80, endPort: 90}, {port: sql}]}]')), expected: 'open TCP/80-90,TCP/5432, undefined ' },
    { name: 'all ports that are left open', target: 'data/db', own: world(blocks), expected: 'open , undefined TCP/5432: whether an ipBlock matches addresses of pods' },
    { name: 'ports of the node', source: '203.0.113.10', target: 'node:node-1', own: world({}), expected: 'open every port, undefined ' },
  ]) {
    it(`concludes ${name}`, () => expect(verdictOf(only(source, target, own).answer)).to.equal(expected));
  }

  it('has a hint for whoever expected the other thing', () => {
    expect(only('shop/web', 'data/db:80', world(into('[{}]'))).answer).to.have.property('hint', 'the rule does not say from whom, which means everybody');
    expect(only('shop/web', 'data/db:5432', world(into('[{from: [{podSelector: {matchLabels: {app: web}}}]}]'))).answer).to.have.property('hint').match(/has a podSelector alone/);
    expect(only('shop/web', 'data/db:80', world(into('[]'))).answer).not.to.have.property('hint');
  });
});
