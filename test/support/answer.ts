/** A decision in one line, as tables of expectations have it. */
import type { Decision, DirectionDecision, UndefinedReason } from '../../src/policy/decision.ts';

type Verdict = Decision['verdict'];

/** Who decided is told where a table asks for it: `deny by default-deny.ingress`, `allow by web.egress[0], db.ingress[1]`. */
export type Answer = Verdict | `${Verdict}, undefined: ${UndefinedReason}` | `${Verdict} by ${string}`;

/** In as much detail as what is expected. */
export const answerLike = (expected: Answer, decision: Decision): string => {
  const { verdict, basis, reason } = decision;
  return `${verdict}${expected.includes(' by ') ? ` by ${decidersOf(decision)}` : ''}${basis === 'undefined' ? `, undefined: ${reason}` : ''}`;
};

/** Of an allow the rules that let it through, of a deny the policies that isolate an end without such a rule. */
const decidersOf = ({ verdict, egress, ingress }: Decision): string => {
  const ends = [egress, ingress].filter((end) => end.verdict === verdict);
  return ends.flatMap(verdict === 'allow' ? rulesOf : policiesOf).join(', ') || 'no policy';
};

const rulesOf = ({ rules }: DirectionDecision): string[] => rules.map(({ policy, direction, rule }) => `${policy.name}.${direction}[${rule}]`);
const policiesOf = ({ direction, policies }: DirectionDecision): string[] => policies.map(({ name }) => `${name}.${direction}`);
