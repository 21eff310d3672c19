import { expect } from 'chai';
import type { Verdict } from '../../../src/model/verdict.ts';
import { formatDecider } from '../../../src/policy/deciders.ts';
import { leftOpen, verdictOn } from '../../../src/policy/verdict.ts';
import { ask, indexOf } from './rules/ask.ts';

const policies = {
  'shop/web': '{podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}, {from: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{protocol: UDP}]}]}',
  'shop/api': '{podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress]}',
};

const on = (questions: readonly string[], expected?: Verdict['verdict']): Verdict => verdictOn(questions.map((text) => ask(text, {})), indexOf({ rules: [], name: '', policies, expect: {} }), expected);

const told = ({ verdict, basis, deciders, reason, hint }: Verdict): string =>
  [`${verdict} ${basis}`, ...deciders.map((decider) => (decider.kind === 'policy' ? formatDecider(decider) : '')), ...[reason, hint].filter((text) => text !== undefined)].join('; ');

const cases: readonly { name: string; questions: readonly string[]; expected?: Verdict['verdict']; says: string }[] = [
  { name: 'the one question there is', questions: ['shop/bare -> shop/web TCP 80'], says: 'allow specified; shop/web ingress rule 1' },
  { name: 'all questions that agree, each decider once', questions: ['shop/bare -> shop/web TCP 80', 'shop/api -> shop/web TCP 80'], says: 'allow specified; shop/web ingress rule 1' },
  { name: 'a deny by several', questions: ['shop/bare -> shop/web TCP 81', 'shop/bare -> shop/api TCP 80'], says: 'deny specified; shop/web ingress; shop/api ingress' },
  { name: 'nothing where questions differ', questions: ['shop/bare -> shop/web TCP 80', 'shop/bare -> shop/api TCP 80'], says: 'deny undefined; shop/web ingress rule 1; shop/api ingress; some of what it leads to is allowed, and some is not' },
  { name: 'nothing where one of them is open', questions: ['shop/bare -> shop/web TCP 80', 'shop/bare -> shop/web UDP 53'], says: 'allow undefined; shop/web ingress rule 1; shop/web ingress rule 2; whether an ipBlock matches addresses of pods' },
  { name: 'nothing where there is no question', questions: [], says: 'deny undefined; nobody is there' },
  { name: 'no cause where it says what is expected', questions: ['shop/bare -> shop/web TCP 80'], expected: 'allow', says: 'allow specified; shop/web ingress rule 1' },
  { name: 'the likely cause where it does not', questions: ['shop/bare -> shop/web TCP 80'], expected: 'deny', says: 'allow specified; shop/web ingress rule 1; an empty podSelector means all pods of shop' },
  { name: 'no cause of what is open', questions: ['shop/bare -> shop/web UDP 53'], expected: 'deny', says: 'allow undefined; shop/web ingress rule 2; whether an ipBlock matches addresses of pods' },
];

describe('verdictOn()', () => {
  for (const { name, questions, expected, says } of cases) it(`tells ${name}`, () => expect(told(on(questions, expected))).to.equal(says));
});

describe('leftOpen()', () => {
  it('is undefined, for this reason', () => expect(told(leftOpen('nobody knows'))).to.equal('deny undefined; nobody knows'));
});
