/** What becomes of one connection under a fault, if that is the same under every reading of the specification. */
import { directions } from '../model/network-policy.ts';
import type { Direction } from '../model/network-policy.ts';
import type { Decision, DirectionDecision, Question } from '../policy/decision.ts';
import type { Endpoint } from '../policy/endpoint.ts';
import { evaluate, familyBetween } from '../policy/evaluate.ts';
import { indexPolicies } from '../policy/policy-index.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import { selects } from '../policy/selector.ts';
import type { Fault, Meeting, Misenforcement, State } from './fault.ts';

export type Verdict = 'allow' | 'deny';

type Misread = Fault & { readonly kind: 'misread' };

/** A fault, made ready for questions. */
export interface Bent {
  readonly fault: Fault;
  /** @returns undefined where that hangs on a reading, or on who else is wrong */
  readonly verdict: (question: Question, decision: Decision) => Verdict | undefined;
}

export const bend = (fault: Fault, index: PolicyIndex): Bent => ({ fault, verdict: fault.kind === 'misread' ? misread(fault, index) : misenforced(fault.misenforce) });

export const meetingOf = (question: Question): Meeting | undefined => (question.protocol === 'ICMP' ? undefined : { ...question, family: question.family ?? familyBetween(question) });

const sureOf = ({ verdict, basis }: Decision): Verdict | undefined => (basis === 'specified' ? verdict : undefined);

const misread = (fault: Misread, index: PolicyIndex): Bent['verdict'] => {
  const { misreading } = fault;
  const bent = bentIndex(fault, index);
  return (question, decision) => {
    const meeting = meetingOf(question);
    if (!directions.some((direction) => concerns(fault, direction, direction === 'egress' ? question.source : question.target)) || meeting === undefined || misreading.only?.(meeting) === false) return sureOf(decision);
    return sureOf(evaluate(question, bent));
  };
};

/** Whether the policy, or what it is read as, may have a say at this end. */
const concerns = ({ policy, misreading }: Misread, direction: Direction, subject: Endpoint): boolean => {
  if (subject.kind !== 'pod' || subject.namespace !== policy.namespace || (misreading.alone ?? direction) !== direction) return false;
  return [policy, ...misreading.as].some((one) => one[direction] !== undefined && selects(one.podSelector, subject.labels));
};

/** As if the policy were another. */
const bentIndex = ({ policy, misreading }: Misread, index: PolicyIndex): PolicyIndex => {
  const { namespace, name } = policy;
  const bent = indexPolicies({ policies: misreading.as, namespaces: [] });
  const others = (direction: Direction) => (misreading.alone === direction ? [] : index.policiesIn(namespace, direction).filter((one) => one.name !== name));
  const readIn = (direction: Direction) => [...others(direction), ...bent.policiesIn(namespace, direction)];
  const read = { egress: readIn('egress'), ingress: readIn('ingress') };
  return {
    policiesIn: (own, direction) => (own === namespace ? read[direction] : index.policiesIn(own, direction)),
    labelsOf: index.labelsOf,
    namesAddresses: (direction) => index.namesAddresses(direction) || bent.namesAddresses(direction),
  };
};

/** Where a reading may turn what one end says, it may say anything. */
const misenforced = (misenforce: Misenforcement): Bent['verdict'] => (question, decision) => {
  const meeting = meetingOf(question);
  if (meeting === undefined || isOwnNode(question)) return sureOf(decision);
  const verdicts = new Set(statesOf(decision.egress).flatMap((egress) => statesOf(decision.ingress).map((ingress) => verdictOf(misenforce({ egress, ingress }, meeting)))));
  const [verdict, ...others] = verdicts;
  return others.length === 0 ? verdict : undefined;
};

export const verdictOf = ({ egress, ingress }: Readonly<Record<Direction, State>>): Verdict => (egress === 'denied' || ingress === 'denied' ? 'deny' : 'allow');

const statesOf = ({ basis, verdict, policies }: DirectionDecision): readonly State[] => {
  if (basis === 'undefined') return ['open', 'allowed', 'denied'];
  if (policies.length === 0) return ['open'];
  return [verdict === 'allow' ? 'allowed' : 'denied'];
};

/** Between a pod and its node most enforcers do not stand. */
const isOwnNode = ({ source, target }: Question): boolean => source.kind === 'pod' && source.node !== undefined && ((target.kind === 'node' && target.name === source.node) || (target.kind === 'pod' && target.hostNetwork && target.node === source.node));
