import { expect } from 'chai';
import { causeByPolicy, mismatches, sayingOf, wayOf } from '../../../src/compare/by-policy.ts';
import type { CellResult } from '../../../src/model/report.ts';
import type { PolicyDecider, Verdict } from '../../../src/model/verdict.ts';

const cell = { id: 'an-id', source: 'web', target: 'db', transport: 'TCP', port: 80 };
const origin = { file: 'matrix.yaml', line: 1, column: 1 };
const intent = (verdict: Verdict['verdict']): Verdict => ({ verdict, basis: 'specified', deciders: [{ kind: 'intent', origin }] });

const decider = (name: string, rule?: number): PolicyDecider => ({ kind: 'policy', namespace: 'data', name, direction: 'ingress', ...(rule === undefined ? {} : { rule }) });
const says = (verdict: Verdict['verdict'], fields: Partial<Verdict> = {}): Verdict => ({ verdict, basis: 'specified', deciders: [verdict === 'allow' ? decider('p', 1) : decider('p')], ...fields });

const findings: readonly { name: string; intent?: Verdict; policy?: Verdict; status?: CellResult['status']; message?: string }[] = [
  { name: 'nothing where both say the same', intent: intent('deny'), policy: says('deny') },
  { name: 'nothing where nobody expects anything', policy: says('allow') },
  { name: 'nothing where policy was not asked', intent: intent('deny') },
  { name: 'nothing where policy says nothing', intent: intent('deny'), policy: says('allow', { basis: 'undefined' }) },
  { name: 'a rule that allows what is denied', intent: intent('deny'), policy: says('allow'), message: 'web -> db TCP/80: you expect deny, but data/p ingress rule 2 allows it' },
  { name: 'a policy that denies what is allowed', intent: intent('allow'), policy: says('deny'), message: 'web -> db TCP/80: you expect allow, but data/p ingress denies it: no rule lets it through' },
  { name: 'the likely cause', intent: intent('deny'), policy: says('allow', { hint: 'it is wide' }), message: 'web -> db TCP/80: you expect deny, but data/p ingress rule 2 allows it (it is wide)' },
  { name: 'nothing beside a leak, which says it already', intent: intent('deny'), policy: says('allow'), status: 'leak' },
  { name: 'nothing beside an overblock', intent: intent('allow'), policy: says('deny'), status: 'overblock' },
  { name: 'that packets were closed out all the same', intent: intent('deny'), policy: says('allow'), status: 'conforms', message: 'web -> db TCP/80: you expect deny, but data/p ingress rule 2 allows it; packets did not get through all the same: something else closes it' },
  { name: 'that packets got through all the same', intent: intent('allow'), policy: says('deny'), status: 'conforms', message: 'web -> db TCP/80: you expect allow, but data/p ingress denies it: no rule lets it through; packets got through all the same: the CNI does not enforce it' },
  { name: 'nothing of packets where they said nothing', intent: intent('allow'), policy: says('deny'), status: 'inconclusive', message: 'web -> db TCP/80: you expect allow, but data/p ingress denies it: no rule lets it through' },
];

describe('mismatches()', () => {
  for (const { name, status, message, ...judged } of findings) {
    it(`tells ${name}`, () => expect(mismatches({ cell, ...judged }, status)).to.deep.equal(message === undefined ? [] : [{ kind: 'policy-mismatch', cell: 'an-id', message }]));
  }
});

const causes: readonly { name: string; policy?: Verdict; status: 'leak' | 'overblock'; expected: string }[] = [
  { name: 'nothing where policy was not asked', status: 'leak', expected: '' },
  { name: 'nothing where it is undefined', policy: says('allow', { basis: 'undefined' }), status: 'leak', expected: '' },
  { name: 'the rule that lets a leak through', policy: says('allow', { hint: 'it is wide' }), status: 'leak', expected: '; data/p ingress rule 2 allows it (it is wide)' },
  { name: 'the CNI for a leak of what policy denies', policy: says('deny', { hint: 'of no use here' }), status: 'leak', expected: '; data/p ingress denies it: no rule lets it through, so the CNI does not enforce it' },
  { name: 'the policy that makes an overblock', policy: says('deny'), status: 'overblock', expected: '; data/p ingress denies it: no rule lets it through' },
  { name: 'something else for an overblock of what policy allows', policy: says('allow'), status: 'overblock', expected: '; data/p ingress rule 2 allows it, so the CNI, or something else on the way, blocks what policy allows' },
];

describe('causeByPolicy()', () => {
  for (const { name, policy, status, expected } of causes) it(`blames ${name}`, () => expect(causeByPolicy({ cell, ...(policy === undefined ? {} : { policy }) }, status)).to.equal(expected));
});

const sayings: readonly { name: string; verdict: Pick<Verdict, 'verdict' | 'deciders'>; expected: string }[] = [
  { name: 'nobody', verdict: { verdict: 'allow', deciders: [] }, expected: 'no policy restricts it' },
  { name: 'nobody, of a deny', verdict: { verdict: 'deny', deciders: [] }, expected: 'policy denies it' },
  { name: 'no person', verdict: { verdict: 'allow', deciders: [{ kind: 'intent', origin }] }, expected: 'no policy restricts it' },
  { name: 'two', verdict: { verdict: 'allow', deciders: [decider('p', 0), decider('q', 2)] }, expected: 'data/p ingress rule 1, data/q ingress rule 3 allow it' },
  { name: 'four', verdict: { verdict: 'deny', deciders: ['a', 'b', 'c', 'd'].map((name) => decider(name)) }, expected: 'data/a ingress, data/b ingress, data/c ingress, data/d ingress deny it: no rule lets it through' },
  { name: 'three of five, and how many more', verdict: { verdict: 'deny', deciders: ['a', 'b', 'c', 'd', 'e'].map((name) => decider(name)) }, expected: 'data/a ingress, data/b ingress, data/c ingress and 2 more deny it: no rule lets it through' },
];

describe('sayingOf()', () => {
  for (const { name, verdict, expected } of sayings) it(`names ${name}`, () => expect(sayingOf(verdict)).to.equal(expected));
});

describe('wayOf()', () => {
  it('names both ends, the protocol and the port', () => expect(wayOf(cell)).to.equal('web -> db TCP/80'));
});
