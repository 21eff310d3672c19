/** The matrix that the policies themselves say. */
import type { NetworkPolicy } from '../model/network-policy.ts';
import type { Labels } from '../model/snapshot.ts';
import { undefinedReasons } from '../policy/decision.ts';
import type { Question } from '../policy/decision.ts';
import type { PodEndpoint } from '../policy/endpoint.ts';
import { isSelf } from '../policy/evaluate.ts';
import { placedBeside } from '../policy/own-node.ts';
import { indexPolicies } from '../policy/policy-index.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import { leftOpen, verdictOn } from '../policy/verdict.ts';
import { blocksIn, spansBetween } from './atoms.ts';
import type { SpansOf } from './atoms.ts';
import { classesOf, endpointOf } from './classes.ts';
import type { PodTemplate } from '../world/world.ts';
import { distinctEnds } from './distinct-ends.ts';
import { nameClasses } from './names.ts';
import type { NamedClass } from './names.ts';
import { opennessOf } from './openness.ts';
import { podTargets } from './targets.ts';
import type { DerivedTarget } from './targets.ts';

export interface DeriveInput {
  readonly policies: readonly NetworkPolicy[];
  readonly namespaces: readonly { readonly name: string; readonly labels: Labels }[];
  readonly pods: readonly PodTemplate[];
  /** The namespaces that the matrix is about, whose egress rules name ports. */
  readonly chosen: readonly string[];
  /** What is always there besides pods: DNS, the API server, metadata, the internet, blocks of addresses. */
  readonly specials: readonly DerivedTarget[];
  /** Whether names have the namespace before them, though there is but one. */
  readonly qualified?: boolean;
}

/** `undefined`: the specification leaves it open, for this reason. */
export type Answer = { readonly verdict: 'allow' | 'deny' } | { readonly verdict: 'undefined'; readonly reason: string };

export interface DerivedMatrix {
  readonly sources: readonly NamedClass[];
  readonly targets: readonly DerivedTarget[];
  readonly answer: (source: number, target: number) => Answer;
  /** The connections behind an answer, for whoever wants to know by whose word. */
  readonly questions: (source: number, target: number) => Question[];
  readonly index: PolicyIndex;
}

export const derive = ({ policies, namespaces, pods, chosen, specials, qualified = chosen.length > 1 }: DeriveInput): DerivedMatrix => {
  const index = indexPolicies({ policies, namespaces });
  const spansOf = spansBetween(blocksIn(policies));
  const sources = nameClasses(classesOf(pods, policies, spansOf), qualified);
  const ends = sources.map(endpointOf);
  const targets = [...podTargets(sources, ends, index, chosen), ...specials.map((special) => ({ ...special, ends: distinctEnds(special.ends, spansOf) }))];
  const bulk = bulkAnswers(ends, targets, index, spansOf);
  const questions = (source: number, target: number): Question[] => (targets[target]?.ends ?? []).map((end) => ({ ...end, source: placedBeside(ends[source] ?? nobody, end.target) }));
  return { sources, targets, index, questions, answer: (source, target) => bulk(source, target) ?? answerOf(targets[target]?.unknown, questions(source, target), index) };
};

const nobody: PodEndpoint = { kind: 'pod', namespace: '', labels: {}, ports: [], ips: [], hostNetwork: false };

type BulkAnswers = (source: number, target: number) => Answer | undefined;

/** Of targets that are one port of one endpoint, dialled as it is; which nearly all are. */
const bulkAnswers = (sources: readonly PodEndpoint[], targets: readonly DerivedTarget[], index: PolicyIndex, spansOf: SpansOf): BulkAnswers => {
  const plain = targets.flatMap(({ ends: [end, ...others] }, target) => (end === undefined || others.length > 0 || !isPlain(end) ? [] : [{ target, end }]));
  const endpoints = [...new Set(plain.map(({ end }) => end.target))];
  const at = new Map(endpoints.map((endpoint, position) => [endpoint, position]));
  const columnOf = new Int32Array(targets.length).fill(-1);
  for (const [column, { target }] of plain.entries()) columnOf[target] = column;
  const openness = opennessOf({ sources, ends: endpoints, index, spansOf, columns: plain.map(({ end: { target, protocol, port } }) => ({ end: at.get(target) ?? -1, protocol, port })) });
  return (source, target) => {
    const column = columnOf[target] ?? -1;
    if (column < 0) return undefined;
    const outcome = openness(source, column);
    if (outcome === 'allow') return allowed;
    return outcome === 'deny' ? denied : { verdict: 'undefined', reason: undefinedReasons[outcome] };
  };
};

/** Dialled as it is, and nothing but what it seems to be. */
const isPlain = ({ target, through }: DerivedTarget['ends'][number]): boolean => through === undefined && target.kind !== 'node' && !isSelf({ source: nobody, target }) && !(target.kind === 'pod' && target.hostNetwork);

const allowed: Answer = { verdict: 'allow' };
const denied: Answer = { verdict: 'deny' };

/** Of a target with several addresses or ports: what all of them say, if they say the same. */
const answerOf = (unknown: string | undefined, questions: readonly Question[], index: PolicyIndex): Answer => {
  const { verdict, basis, reason } = unknown === undefined ? verdictOn(questions, index) : leftOpen(unknown);
  return basis === 'undefined' ? { verdict: 'undefined', reason: reason ?? '' } : { verdict };
};
