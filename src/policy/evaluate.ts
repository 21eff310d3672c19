/** One connection: what policy says of it, by whose word, and whether the specification says it. */
import type { Family } from '../../probes/contract.ts';
import { directions } from '../model/network-policy.ts';
import type { Direction } from '../model/network-policy.ts';
import { admitted } from './admission.ts';
import type { Admission } from './admission.ts';
import type { Basis, Decision, DirectionDecision, Question, UndefinedReason } from './decision.ts';
import { addressesOf } from './endpoint.ts';
import { cidrTest, familyOf } from './ip-block.ts';
import type { PolicyIndex } from './policy-index.ts';
import { contains, everyPort } from './port-set.ts';
import { openQuestions, readingsOf, usual } from './readings.ts';
import type { Reading } from './readings.ts';
import { viewsOf } from './views.ts';
import type { View } from './views.ts';

/**
 * Both the source's egress and the target's ingress must allow.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const evaluate = (question: Question, index: PolicyIndex): Decision => {
  if (isSelf(question) && question.through === undefined) return toDecision([{ reading: usual, egress: open, ingress: open }]);
  const outcomes = readingsOf(openQuestions(question, index)).map((reading) => ({ reading, egress: decide('egress', question, reading, index), ingress: decide('ingress', question, reading, index) }));
  return withOpenEnds(toDecision(outcomes), question);
};

/** Under one reading. */
interface Answer {
  readonly allows: boolean;
  readonly policies: Admission['policies'];
  readonly rules: DirectionDecision['rules'];
}

type Outcome = Record<Direction, Answer> & { readonly reading: Reading };

const open: Answer = { allows: true, policies: [], rules: [] };

/** A pod cannot be kept from itself, be it by its own address or by the loopback's. */
export const isSelf = ({ source, target }: Pick<Question, 'source' | 'target'>): boolean => {
  if (target.kind === 'address') return isLoopback(target.ip);
  return source.kind === 'pod' && target.kind === 'pod' && source.name !== undefined && source.name === target.name && source.namespace === target.namespace;
};

const loopbacks = ['127.0.0.0/8', '::1/128'].map(cidrTest);
const isLoopback = (ip: string): boolean => loopbacks.some((holds) => holds(ip));

const decide = (direction: Direction, question: Question, reading: Reading, index: PolicyIndex): Answer => {
  const answers = viewsOf(direction, question, reading).map((view) => answerOf(direction, view, question, reading, index));
  return answers.find(({ allows }) => allows) ?? answers[0] ?? open;
};

const answerOf = (direction: Direction, view: View, question: Question, reading: Reading, index: PolicyIndex): Answer => {
  const { policies, rules } = admitted(direction, view, reading, { index, family: question.family ?? familyBetween(question) });
  const opening = rules.filter(({ ports }) => (question.protocol === 'ICMP' ? ports === everyPort : contains(ports, question.protocol, view.port)));
  return { allows: policies.length === 0 || opening.length > 0, policies, rules: opening.map(({ policy, rule }) => ({ policy, direction, rule })) };
};

const toDecision = (outcomes: readonly Outcome[]): Decision => {
  const [egress, ingress] = directions.map((direction) => toDirection(direction, outcomes)) as [DirectionDecision, DirectionDecision];
  return { verdict: egress.verdict === 'allow' && ingress.verdict === 'allow' ? 'allow' : 'deny', ...basisOf(outcomes, (outcome) => outcome.egress.allows && outcome.ingress.allows), egress, ingress };
};

const toDirection = (direction: Direction, outcomes: readonly Outcome[]): DirectionDecision => {
  const { allows, policies, rules } = outcomes[0]?.[direction] ?? open;
  return { direction, verdict: allows ? 'allow' : 'deny', ...basisOf(outcomes, (outcome) => outcome[direction].allows), policies, rules };
};

/** Specified is what no reading changes. The reason is the one question that changes it, if one alone does. */
const basisOf = (outcomes: readonly Outcome[], allows: (outcome: Outcome) => boolean): { basis: Basis; reason?: UndefinedReason } => {
  const [first] = outcomes;
  const differing = outcomes.filter((outcome) => first !== undefined && allows(outcome) !== allows(first)).toSorted((a, b) => a.reading.size - b.reading.size);
  const [reason] = differing[0]?.reading ?? [];
  return reason === undefined ? { basis: 'specified' } : { basis: 'undefined', reason };
};

/** What the specification leaves open of connections that are not plain new ones between two ends. */
const withOpenEnds = (decision: Decision, question: Question): Decision => {
  const isolated = directions.filter((direction) => decision[direction].policies.length > 0);
  if (question.protocol === 'ICMP' && isolated.length > 0) return leftOpen(decision, 'icmp', isolated);
  if (decision.verdict === 'allow') return decision;
  const denying = directions.filter((direction) => decision[direction].verdict === 'deny');
  if (isSelf(question)) return leftOpen(decision, 'hairpin', denying);
  return question.established ? leftOpen(decision, 'established', denying) : decision;
};

const leftOpen = (decision: Decision, reason: UndefinedReason, which: readonly Direction[]): Decision => ({
  ...decision,
  ...Object.fromEntries(which.map((direction) => [direction, { ...decision[direction], basis: 'undefined', reason }])),
  basis: 'undefined',
  reason,
});

/** The first family in which both ends have an address. Where there is none, the address that is dialled decides. */
export const familyBetween = ({ source, target, through }: Pick<Question, 'source' | 'target' | 'through'>): Family => {
  if (through !== undefined) return familyOf(through.ip);
  const [ours, theirs] = [addressesOf(source), addressesOf(target)].map((ips) => ips.map(familyOf));
  if (ours === undefined || theirs === undefined || ours.length === 0) return theirs?.[0] ?? 4;
  return ours.find((family) => theirs.length === 0 || theirs.includes(family)) ?? theirs[0] ?? ours[0] ?? 4;
};
