import { expect } from 'chai';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { trace } from '../../../src/policy/trace.ts';
import type { DirectionTrace, Traced } from '../../../src/policy/trace.ts';
import { describePortSet } from '../../../src/policy/wording.ts';
import type { PodEndpoint } from '../../../src/policy/endpoint.ts';
import { ask, indexOf } from './rules/ask.ts';
import type { Case } from './rules/case.ts';
import { ports } from './rules/ports.ts';
import { isolation } from './rules/isolation.ts';
import { ipBlock } from './rules/ip-block.ts';
import { labels } from './rules/labels.ts';
import { nodeAndHost } from './rules/node-and-host.ts';
import { peers } from './rules/peers.ts';
import { union } from './rules/union.ts';

const traceOf = (one: Pick<Case, 'policies' | 'pods'>, text: string): DirectionTrace[] => trace(ask(text, one), indexOf({ rules: [], name: '', expect: {}, ...one }));

const hosted: Record<string, Partial<PodEndpoint>> = { 'shop/agent': { hostNetwork: true, node: 'node-1', ips: ['192.0.2.1'] } };

const exemptions: readonly { name: string; question: string; expected: readonly (string | undefined)[] }[] = [
  { name: 'none of two pods', question: 'shop/web -> data/db TCP 80', expected: [undefined, undefined] },
  { name: 'an address, which is no pod', question: '203.0.113.10 -> shop/web TCP 80', expected: ['no-pod', undefined] },
  { name: 'a node as the target', question: 'shop/web -> node-1 TCP 80', expected: [undefined, 'no-pod'] },
  { name: 'the own node of the target', question: 'node-1 -> shop/web TCP 80', expected: ['no-pod', 'own-node'] },
  { name: 'not another node', question: 'node-2 -> shop/web TCP 80', expected: ['no-pod', undefined] },
  { name: "a pod on its node's network", question: 'data/db -> shop/agent TCP 80', expected: [undefined, 'on-host'] },
  { name: 'a pod itself', question: 'shop/web -> shop/web TCP 80', expected: ['self', 'self'] },
  { name: 'not a pod itself through a Service', question: 'shop/web -> shop/web TCP 80 through cluster-ip 10.96.0.1:80', expected: [undefined, undefined] },
];

const twoPolicies = {
  'shop/in': '{podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}, {namespaceSelector: {matchLabels: {team: red}}}], ports: [{port: 80}, {protocol: UDP, port: 53}]}, {}]}',
  'shop/others': '{podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress]}',
  'shop/out': '{podSelector: {}, policyTypes: [Egress]}',
};

describe('trace()', () => {
  for (const { name, question, expected } of exemptions) {
    it(`exempts ${name}`, () => expect(traceOf({ policies: twoPolicies, pods: hosted }, question).map(({ exemption }) => exemption)).to.deep.equal(expected));
  }

  it('asks no policy about whom none may isolate', () => {
    for (const { policies, passedOver, subject } of traceOf({ policies: twoPolicies }, 'shop/web -> shop/web TCP 80')) expect({ policies, passedOver, subject }).to.deep.equal({ policies: [], passedOver: [], subject: undefined });
  });

  it('tells which policies isolate an end, and which select others', () => {
    const [, ingress] = traceOf({ policies: twoPolicies }, 'data/db -> shop/web TCP 80');
    expect(ingress?.policies.map(({ policy }) => policy.name)).to.deep.equal(['in']);
    expect(ingress?.passedOver.map(({ name }) => name)).to.deep.equal(['others']);
  });

  it('tells of each rule whether it speaks of the other end, by which peers, and what it opens', () => {
    const [, ingress] = traceOf({ policies: twoPolicies }, 'data/db -> shop/web TCP 81');
    const rules = ingress?.policies.flatMap((policy) => policy.rules.map(({ peers: found, peerHolds, opens, portHolds }) => ({ peers: found.map(({ holds }) => holds), peerHolds, opens: describePortSet(opens), portHolds })));
    expect(rules).to.deep.equal([
      { peers: [false, true], peerHolds: true, opens: ['TCP/80', 'UDP/53'], portHolds: false },
      { peers: [], peerHolds: true, opens: ['every port'], portHolds: true },
    ]);
  });

  it('takes a rule for one that holds where it opens anything, if every port is meant', () => {
    const one = { policies: { 'shop/in': '{podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: 80}]}, {ports: [{port: no-such-port}]}]}' } };
    const { source, target } = ask('data/db -> shop/web TCP 80', {});
    const question: Traced = { source, target };
    expect(trace(question, indexOf({ rules: [], name: '', expect: {}, ...one }))[1]?.policies[0]?.rules.map(({ portHolds }) => portHolds)).to.deep.equal([true, false]);
  });

  it('comes to what evaluate() comes to, in every case of the rules', () => {
    for (const one of [...isolation, ...union, ...peers, ...labels, ...ports, ...ipBlock, ...nodeAndHost]) {
      const index = indexOf(one);
      for (const text of Object.keys(one.expect)) {
        const question = ask(text, one);
        const decision = evaluate(question, index);
        for (const { direction, policies } of trace(question, index)) {
          const rules = policies.flatMap((policy) => policy.rules.filter(({ peerHolds, portHolds }) => peerHolds && portHolds).map(({ rule: { policy: of, rule } }) => ({ policy: of, direction, rule })));
          expect({ policies: policies.map(({ policy: { namespace, name } }) => ({ namespace, name })), rules }, `${one.name}: ${text}`).to.deep.equal({ policies: decision[direction].policies, rules: decision[direction].rules });
        }
      }
    }
  });
});
