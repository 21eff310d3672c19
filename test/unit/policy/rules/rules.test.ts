import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { connections } from '../../../../src/policy/connections.ts';
import type { Decision, Question } from '../../../../src/policy/decision.ts';
import { evaluate } from '../../../../src/policy/evaluate.ts';
import type { PolicyIndex } from '../../../../src/policy/policy-index.ts';
import { contains } from '../../../../src/policy/port-set.ts';
import { answerLike } from '../../../support/answer.ts';
import { mistakesIn } from '../../../support/policies.ts';
import { ask, indexOf } from './ask.ts';
import { elsewhere } from './elsewhere.ts';
import { ipBlock } from './ip-block.ts';
import { isolation } from './isolation.ts';
import { labels } from './labels.ts';
import { lifeCycle } from './life-cycle.ts';
import { nodeAndHost } from './node-and-host.ts';
import { peers } from './peers.ts';
import { ports } from './ports.ts';
import { refused } from './refused.ts';
import { union } from './union.ts';

const headings = { isolation, union, selectors: [...peers, ...labels], ports, 'ip-block': ipBlock, 'node, self and host': nodeAndHost, 'life cycle and Services': lifeCycle };
const cases = Object.values(headings).flat();
const rules = Array.from({ length: 62 }, (_, index) => index + 1);

/** All ports at once must say what one question says. What `connections()` is not made for is taken for agreed. */
const agrees = (question: Question, index: PolicyIndex, { verdict, basis }: Decision): boolean => {
  const { source, target, protocol, port, family, through, established } = question;
  if (protocol === 'ICMP' || through !== undefined || established) return true;
  const { allowed, undefined: open } = connections(source, target, index, family === undefined ? {} : { family });
  return contains(allowed, protocol, port) === (verdict === 'allow' && basis === 'specified') && contains(open, protocol, port) === (basis === 'undefined');
};

describe('evaluate(), rule by rule', () => {
  for (const [heading, table] of Object.entries(headings)) {
    describe(heading, () => {
      for (const one of table) {
        it(`${one.rules.join(', ')}: ${one.name}`, () => {
          const index = indexOf(one);
          for (const [text, expected] of Object.entries(one.expect)) expect(answerLike(expected, evaluate(ask(text, one), index)), text).to.equal(expected);
        });
      }
    });
  }

  it('12: says the same in every case with the policies in reverse', () => {
    for (const one of cases) {
      const [index, reversed] = [indexOf(one), indexOf(one, 'reversed')];
      for (const text of Object.keys(one.expect)) {
        const question = ask(text, one);
        expect(answerLike('allow', evaluate(question, reversed)), `${one.name}: ${text}`).to.equal(answerLike('allow', evaluate(question, index)));
      }
    }
  });
});

describe('connections(), rule by rule', () => {
  it('says of every port what evaluate() says of it', () => {
    for (const one of cases) {
      const index = indexOf(one);
      for (const text of Object.keys(one.expect)) {
        const question = ask(text, one);
        expect(agrees(question, index, evaluate(question, index)), `${one.name}: ${text}`).to.equal(true);
      }
    }
  });
});

describe('parseManifest(), rule by rule', () => {
  for (const { rules: shown, name, spec, mistake } of refused) {
    it(`${shown.join(', ')}: does not take ${name}`, () => expect(mistakesIn(spec).join('\n')).to.match(mistake));
  }
});

describe('the rules of NetworkPolicy', () => {
  for (const rule of rules) {
    it(`has rule ${rule} in a case, or says where it is kept`, () => {
      expect(cases.some((one) => one.rules.includes(rule))).to.equal(!elsewhere.some((entry) => entry.rule === rule));
    });
  }

  it('knows no other rule', () => expect(rules).to.include.members([...cases, ...refused].flatMap((one) => one.rules)));

  it('points to files that are there', () => {
    const root = join(import.meta.dirname, '../../../..');
    expect(elsewhere.flatMap(({ see }) => see).filter((file) => !existsSync(join(root, file)))).to.deep.equal([]);
  });

  it('calls no two cases the same', () => expect(new Set(cases.map(({ name }) => name)).size).to.equal(cases.length));
});
