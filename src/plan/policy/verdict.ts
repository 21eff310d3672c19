/** What the NetworkPolicies say of a planned cell. */
import type { PlannedCell, PodPlan } from '../../model/plan.ts';
import type { OtherPolicies, Snapshot } from '../../model/snapshot.ts';
import type { PolicyDecider, Verdict } from '../../model/verdict.ts';
import { undefinedReasons } from '../../policy/decision.ts';
import type { Decision, Question } from '../../policy/decision.ts';
import { decidersOf } from '../../policy/deciders.ts';
import { evaluate } from '../../policy/evaluate.ts';
import { hintFor } from '../../policy/hints.ts';
import type { PolicyIndex } from '../../policy/policy-index.ts';
import { directoryOf, endsOf, plannedEndpoint } from './ends.ts';

export type PolicyJudge = (planned: Pick<PlannedCell, 'cell' | 'destinations' | 'intent'>) => Verdict | undefined;

/** @param ours the pods that the run creates, sources and stand-ins */
export const policyJudge = (snapshot: Snapshot, ours: readonly PodPlan[], index: PolicyIndex): PolicyJudge => {
  const known = directoryOf(snapshot, ours);
  const sources = new Map(ours.flatMap((pod) => (pod.role === 'source' ? pod.serves.map((name) => [name, pod] as const) : [])));
  return ({ cell, destinations, intent }) => {
    const source = sources.get(cell.source);
    if (source === undefined) return undefined;
    const ends = destinations.map((destination) => endsOf(destination, cell, source, known));
    if (ends.some((some) => some.length === 0)) return leftOpen('who is there is not known before it is dialled');
    const from = plannedEndpoint(source);
    const questions = ends.flat().map((end) => ({ ...end, source: from, protocol: cell.transport, family: cell.family }));
    const verdict = combine(questions.map((question) => evaluate(question, index)));
    const others = mayDecide(snapshot.otherPolicies, [source.namespace, ...ends.flat().flatMap(({ target }) => (target.kind === 'pod' ? [target.namespace] : []))]);
    return others === undefined ? explained(verdict, intent?.verdict, questions, index) : { ...verdict, basis: 'undefined', reason: others };
  };
};

/** With a hint, where a person expects the other thing. */
export const explained = (verdict: Verdict, expected: Verdict['verdict'] | undefined, questions: readonly Question[], index: PolicyIndex): Verdict => {
  if (expected === undefined || verdict.basis === 'undefined' || verdict.verdict === expected) return verdict;
  const [hint] = questions.flatMap((question) => hintFor(question, expected, index) ?? []);
  return hint === undefined ? verdict : { ...verdict, hint };
};

const leftOpen = (reason: string): Verdict => ({ verdict: 'deny', basis: 'undefined', deciders: [], reason });

/** All that a cell leads to must be judged alike. */
export const combine = (decisions: readonly Decision[]): Verdict => {
  const [first] = decisions;
  if (first === undefined) return leftOpen('nobody is there');
  const open = decisions.find(({ basis }) => basis === 'undefined');
  const differ = decisions.some(({ verdict }) => verdict !== first.verdict);
  const deciders = distinct(decisions.flatMap(decidersOf));
  if (open?.reason !== undefined) return { verdict: open.verdict, basis: 'undefined', deciders, reason: undefinedReasons[open.reason] };
  if (differ) return { ...leftOpen('some of what it leads to is allowed, and some is not'), deciders };
  return { verdict: first.verdict, basis: 'specified', deciders };
};

const distinct = (deciders: readonly PolicyDecider[]): PolicyDecider[] => [...new Map(deciders.map((decider) => [JSON.stringify(decider), decider])).values()];

/** Policies of other kinds are known to exist and not read: where one may have a say, NetworkPolicy has not the last word. */
const mayDecide = ({ objects, unreadable }: OtherPolicies, namespaces: readonly string[]): string | undefined => {
  const other = objects.find(({ namespace }) => namespace === undefined || namespaces.includes(namespace));
  if (other !== undefined) return `${other.resource} ${other.name} may decide, too, and is not read`;
  return unreadable[0] === undefined ? undefined : `${unreadable[0]} may not be listed: if there are any, they may decide, too`;
};
