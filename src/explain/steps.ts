/** One end of a connection: which policies isolate it, and what each of their rules lets through. */
import type { Origin } from '../model/verdict.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Decision } from '../policy/decision.ts';
import type { PolicyIndex, ReadyPolicy } from '../policy/policy-index.ts';
import { everyPort, union } from '../policy/port-set.ts';
import { trace } from '../policy/trace.ts';
import type { DirectionTrace, Exemption, PolicyTrace, RuleTrace, Traced } from '../policy/trace.ts';
import { describeLabel, describeSelector, unmetBy } from '../policy/wording.ts';
import { peerConditions, portConditions } from './conditions.ts';
import type { Other } from './conditions.ts';
import type { PassedOver, PolicyStep, RuleStep, Step } from './explanation.ts';

export interface StepContext {
  readonly question: Traced;
  readonly index: PolicyIndex;
  /** Of a policy by its `namespace/name`, where it was read from a file. */
  readonly originOf: (key: string) => Origin | undefined;
}

export const stepsOf = (context: StepContext, decision: Decision | undefined): Step[] => trace(context.question, context.index).map((traced) => toStep(traced, context, decision));

const toStep = (traced: DirectionTrace, context: StepContext, decision: Decision | undefined): Step => {
  const { direction, subject, exemption, policies, passedOver } = traced;
  return {
    direction,
    ...(exemption === undefined ? {} : { exemption: describeExemption(exemption, direction === 'egress' ? 'source' : 'target', context.question) }),
    policies: policies.map((policy) => toPolicyStep(policy, traced, context)),
    passedOver: passedOver.map((policy): PassedOver => ({ ...written(policy, context), because: subject === undefined ? [] : unmetBy(policy.podSelector, subject.labels).map(describeLabel) })),
    open: policies.length === 0 ? everyPort : union(policies.flatMap(({ rules }) => rules.filter(({ peerHolds }) => peerHolds).map(({ opens }) => opens))),
    ...(decision === undefined ? {} : { verdict: decision[direction].verdict }),
  };
};

const describeExemption = (exemption: Exemption, end: 'source' | 'target', question: Traced): string => {
  switch (exemption) {
    case 'no-pod':
      return `The ${end} is ${question[end].kind === 'node' ? 'a node' : 'no pod of this cluster'}, and NetworkPolicies restrict pods only.`;
    case 'on-host':
      return `The ${end} is on its node’s network. To policy it is the node, and NetworkPolicies restrict pods only.`;
    case 'self':
      return 'Nothing keeps a pod from itself.';
    case 'own-node':
      return 'The source is the node on which the target runs, and a node always reaches its own pods.';
  }
};

const written = ({ namespace, name, podSelector }: ReadyPolicy, { originOf }: StepContext): Omit<PolicyStep, 'rules'> => {
  const origin = originOf(keyOf({ namespace, name }));
  return { namespace, name, selector: describeSelector(podSelector), ...(origin === undefined ? {} : { origin }) };
};

const toPolicyStep = ({ policy, rules }: PolicyTrace, traced: DirectionTrace, context: StepContext): PolicyStep => ({
  ...written(policy, context),
  rules: rules.map((rule) => toRuleStep(rule, otherIn(traced, context.question), context)),
});

const otherIn = ({ direction, other }: DirectionTrace, { source, target }: Traced): Other => {
  const is = direction === 'egress' ? 'target' : 'source';
  return { endpoint: other, is, onHost: (is === 'target' ? target : source).kind === 'pod' && other.kind !== 'pod' };
};

const toRuleStep = (traced: RuleTrace, other: Other, { question, index }: StepContext): RuleStep => ({
  rule: traced.rule.rule,
  peers: peerConditions(traced, other, index),
  ports: portConditions(traced, question.target, question),
  opens: traced.peerHolds && traced.portHolds,
});
