import { expect } from 'chai';
import * as fc from 'fast-check';
import type { PodTemplate } from '../../../src/world/world.ts';
import { derive } from '../../../src/derive/derive.ts';
import type { Answer, DeriveInput, DerivedMatrix } from '../../../src/derive/derive.ts';
import type { DerivedTarget } from '../../../src/derive/targets.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { undefinedReasons } from '../../../src/policy/decision.ts';
import type { Decision } from '../../../src/policy/decision.ts';
import { evaluate } from '../../../src/policy/evaluate.ts';
import type { PodEndpoint } from '../../../src/policy/endpoint.ts';
import { namedPorts } from '../../../src/policy/pod-endpoint.ts';
import { verdictOn } from '../../../src/policy/verdict.ts';
import { policiesFrom } from '../../support/policies.ts';
import { worlds } from './worlds.ts';

const asAnswer = ({ verdict, basis, reason }: Decision): Answer => (basis === 'specified' ? { verdict } : { verdict: 'undefined', reason: reason === undefined ? '' : undefinedReasons[reason] });

const verdictAsAnswer = ({ verdict, basis, reason = '' }: Verdict): Answer => (basis === 'specified' ? { verdict } : { verdict: 'undefined', reason });

const aPod = (called: string, ip?: string): PodTemplate => ({ namespace: 'x', called, labels: { app: called }, ports: [], ips: ip === undefined ? [] : [ip], serviceAccount: 'default' });
const anInput = (fields: Partial<DeriveInput>): DeriveInput => ({ policies: [], namespaces: [], pods: [aPod('web', '10.0.0.1'), aPod('api', '10.0.0.2')], chosen: ['x'], specials: [], ...fields });
const said = ({ sources, targets, answer }: DerivedMatrix, source: string, target: string): Answer => answer(sources.findIndex(({ name }) => name === source), targets.findIndex(({ name }) => name === target));

const outside = (name: string, ...ips: string[]): DerivedTarget => ({ name, target: { wellKnown: 'internet', addresses: ips, port: 443 }, ends: ips.map((ip) => ({ target: { kind: 'address', ip }, protocol: 'TCP', port: 443 })) });

const onNode = (name: string, clusterIp?: string): DerivedTarget => ({
  name,
  target: { wellKnown: 'apiserver' },
  ends: [{ target: { kind: 'node', name: 'n', ips: ['192.0.2.1'] }, protocol: 'TCP', port: 6443, ...(clusterIp === undefined ? {} : { through: { kind: 'cluster-ip', ip: clusterIp, port: 443 } }) }],
});

const cases: readonly { name: string; spec: string; target: string; pods?: readonly PodTemplate[]; expected: Answer }[] = [
  { name: 'allow where nothing isolates', spec: '{podSelector: {matchLabels: {app: db}}}', target: 'api:7717', expected: { verdict: 'allow' } },
  { name: 'deny where no rule allows', spec: 'podSelector: {}', target: 'api:7717', expected: { verdict: 'deny' } },
  { name: 'undefined where an ipBlock alone allows pods', spec: '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}]}', target: 'api:7717', expected: { verdict: 'undefined', reason: undefinedReasons['ip-block-on-pod'] } },
  { name: 'undefined where no address is known yet', spec: '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}]}', pods: [aPod('web'), aPod('api')], target: 'api:7717', expected: { verdict: 'undefined', reason: undefinedReasons['unknown-address'] } },
  { name: 'specified where an ipBlock holds an address outside', spec: '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}', target: 'one', expected: { verdict: 'allow' } },
  { name: 'allow of a pod’s own loopback', spec: '{podSelector: {}, policyTypes: [Egress]}', target: 'loopback', expected: { verdict: 'allow' } },
  { name: 'one verdict of several addresses that agree', spec: '{podSelector: {}, policyTypes: [Egress]}', target: 'several', expected: { verdict: 'deny' } },
  { name: 'undefined of several addresses that do not agree', spec: '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}', target: 'several', expected: { verdict: 'undefined', reason: 'some of what it leads to is allowed, and some is not' } },
  { name: 'undefined of a node, which may be the pod’s own', spec: '{podSelector: {}, policyTypes: [Egress]}', target: 'node', expected: { verdict: 'undefined', reason: undefinedReasons['own-node'] } },
  { name: 'undefined of a Service on a node, which may be the pod’s own', spec: '{podSelector: {}, policyTypes: [Egress]}', target: 'on-node', expected: { verdict: 'undefined', reason: undefinedReasons['own-node'] } },
  { name: 'allow of a node where policy lets everything out', spec: '{podSelector: {}, policyTypes: [Egress], egress: [{}]}', target: 'node', expected: { verdict: 'allow' } },
  { name: 'why nobody knows', spec: '{}', target: 'unknown', expected: { verdict: 'undefined', reason: 'no such Service' } },
];

describe('derive()', () => {
  for (const { name, spec, target, pods, expected } of cases) {
    it(`says ${name}`, () => {
      const specials = [outside('one', '203.0.113.10'), outside('loopback', '127.0.0.1'), outside('several', '203.0.113.10', '198.51.100.7'), { ...outside('unknown'), unknown: 'no such Service' }, onNode('node'), onNode('on-node', '10.96.0.1')];
      expect(said(derive(anInput({ policies: policiesFrom({ 'x/p': spec }), specials, ...(pods === undefined ? {} : { pods }) })), 'web', target)).to.deep.equal(expected);
    });
  }

  it('has a column for each port of each class, then the special ones', () => {
    const { sources, targets } = derive(anInput({ specials: [outside('one', '203.0.113.10')], pods: [{ ...aPod('web'), ports: [{ name: 'dns', protocol: 'UDP', port: 53 }, { name: '', protocol: 'SCTP', port: 80 }] }, aPod('api')] }));
    expect(sources.map(({ name }) => name)).to.deep.equal(['api', 'web']);
    expect(targets.map(({ name, of }) => [name, of])).to.deep.equal([['api:7717', 0], ['web:53-udp', 1], ['web:7717', 1], ['one', undefined]]);
    expect(targets[1]?.target).to.deep.equal({ standIn: { namespace: 'x', labels: { app: 'web' } }, ports: [{ port: 53, protocol: 'UDP', name: 'dns' }] });
  });

  it('answers each cell as the engine does, most of them without asking it', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { sources, targets, index, answer, questions } = derive(world);
        const columns = targets.length - world.specials.length;
        for (const [at, { namespace, labels, ips, ports }] of sources.entries()) {
          // The only node of these worlds, so that every node is its own.
          const source: PodEndpoint = { kind: 'pod', namespace, labels, ips, ports: namedPorts(ports), hostNetwork: false, node: 'n' };
          for (const column of Array(columns).keys()) {
            for (const question of questions(at, column)) expect(answer(at, column)).to.deep.equal(asAnswer(evaluate({ ...question, source }, index)));
          }
          for (const [special, { ends }] of world.specials.entries()) {
            expect(answer(at, columns + special)).to.deep.equal(verdictAsAnswer(verdictOn(ends.map((end) => ({ ...end, source })), index)));
          }
        }
      }),
      { numRuns: 200 },
    );
  }).timeout(20_000);
});
