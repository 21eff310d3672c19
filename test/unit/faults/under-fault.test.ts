import { expect } from 'chai';
import { faultName } from '../../../src/faults/fault.ts';
import { faultsOfNode } from '../../../src/faults/places.ts';
import { bend } from '../../../src/faults/under-fault.ts';
import type { Question } from '../../../src/policy/decision.ts';
import type { Endpoint, PodEndpoint } from '../../../src/policy/endpoint.ts';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import { policiesFrom } from '../../support/policies.ts';
import type { Policies } from '../../support/policies.ts';

const pod = (app: string, node: string): PodEndpoint => ({ kind: 'pod', namespace: 'x', labels: { app }, ports: [], ips: [], hostNetwork: false, node });
const node1: Endpoint = { kind: 'node', name: 'node-1', ips: ['192.0.2.1'] };

const underOn1 = (name: string, policies: Policies, to: Endpoint, question: Partial<Question> = {}): string | undefined => {
  const index = indexPolicies({ policies: policiesFrom(policies), namespaces: [{ name: 'x', labels: {} }] });
  const asked: Question = { source: pod('web', 'node-1'), target: to, port: 80, protocol: 'TCP', family: 4, ...question };
  const [fault] = faultsOfNode('node-1').filter((one) => faultName(one) === name);
  return fault && bend(fault, index).verdict(asked, evaluate(asked, index));
};

describe('what becomes of a connection under a fault', () => {
  const blocked: Policies = { 'x/api': 'podSelector: {matchLabels: {app: api}}\ningress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]' };

  it('is not known where a reading turns an end that the fault leaves alone', () => {
    expect(underOn1('FM-NODE-DEAD:all', blocked, pod('api', 'node-2'))).to.equal(undefined);
  });

  it('is known where the fault overrules whatever the reading says', () => {
    expect(underOn1('FM-NODE-DEAD:all', blocked, pod('api', 'node-1'))).to.equal('allow');
    expect(underOn1('ALL-CLOSED:all', blocked, pod('api', 'node-2'))).to.equal('deny');
  });

  it('is what policy says between a pod and its own node, where most enforcers do not stand', () => {
    expect(underOn1('ALL-CLOSED:all', {}, node1)).to.equal('allow');
    expect(underOn1('ALL-CLOSED:all', {}, { ...pod('proxy', 'node-1'), hostNetwork: true })).to.equal('allow');
    expect(underOn1('ALL-CLOSED:all', {}, { kind: 'node', name: 'node-2', ips: ['192.0.2.2'] })).to.equal('deny');
  });

  it('is what policy says of ICMP, of which nothing is claimed', () => {
    expect(underOn1('ALL-CLOSED:all', {}, pod('api', 'node-2'), { protocol: 'ICMP' })).to.equal('allow');
  });
});
