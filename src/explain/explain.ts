/** Why one end may reach another, or may not: the whole way of the decision, for whoever wants to follow it. */
import { keyOf } from '../model/snapshot.ts';
import { connections } from '../policy/connections.ts';
import { undefinedReasons } from '../policy/decision.ts';
import type { Question, UndefinedReason } from '../policy/decision.ts';
import { evaluate } from '../policy/evaluate.ts';
import { hintFor } from '../policy/hints.ts';
import { otherDecider } from '../policy/others.ts';
import { indexPolicies } from '../policy/policy-index.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import { protocols } from '../policy/port-set.ts';
import { wears } from '../policy/selector.ts';
import { describeLabels } from '../policy/wording.ts';
import { guessesOfNamespaces } from '../world/world.ts';
import type { World } from '../world/world.ts';
import type { Answer, Case, Explanation } from './explanation.ts';
import { distinct } from './parties.ts';
import type { Candidate } from './parties.ts';
import { resolveEnd, resolveTarget } from './resolve.ts';
import { stepsOf } from './steps.ts';
import type { StepContext } from './steps.ts';
import { parseSource, parseTarget } from './written.ts';
import type { WrittenEnd, WrittenTarget } from './written.ts';

export interface Asked {
  readonly source: string;
  readonly target: string;
}

/** @throws NetproofError ERR_USAGE where an end cannot be read, or nobody is there */
export const explain = ({ source, target }: Asked, world: World): Explanation => {
  const from = parseSource(source);
  const to = parseTarget(target);
  const index = indexPolicies(world);
  const origins = new Map(world.policies.map((policy) => [keyOf(policy), policy.origin]));
  const context = { index, world, originOf: (key: string) => origins.get(key) };
  const cases = pairs(resolveEnd(from, world), resolveTarget(to, world), world).map(([dialling, dialled]) => toCase(dialling, dialled, to, context));
  return { source, target, cases, remarks: assumptions([from, to.end], world) };
};

const pairs = (sources: readonly Candidate[], targets: readonly Candidate[], { policies }: World): [Candidate, Candidate][] => {
  const nodes = [...sources, ...targets].some(({ endpoint }) => endpoint.kind === 'node' || (endpoint.kind === 'pod' && endpoint.hostNetwork));
  const [only, ...more] = sources;
  const from = distinct(sources, policies, { nodes, self: undefined });
  const to = distinct(targets, policies, { nodes, self: more.length === 0 ? only?.endpoint : undefined });
  return from.flatMap((source) => to.map((target): [Candidate, Candidate] => [source, target]));
};

type Context = Pick<StepContext, 'index' | 'originOf'> & { readonly world: World };

const toCase = (source: Candidate, target: Candidate, { port: asked, protocol }: WrittenTarget, context: Context): Case => {
  const port = target.port ?? asked;
  const ends = { source: source.endpoint, target: target.endpoint, ...(target.through === undefined ? {} : { through: target.through }) };
  const question = port === undefined ? undefined : { ...ends, port, protocol };
  const others = otherDecider(context.world.otherPolicies, [ends.source, ends.target].flatMap((end) => (end.kind === 'pod' ? [end.namespace] : [])));
  return {
    source: source.party,
    target: target.party,
    protocol,
    ...(port === undefined ? {} : { port }),
    ...(target.behind === undefined ? {} : { behind: target.behind }),
    steps: stepsOf({ ...context, question: question ?? ends }, question && evaluate(question, context.index)),
    answer: question === undefined ? answerForAll(ends, others, context.index) : answerFor(question, others, context.index),
  };
};

const answerFor = (question: Question, others: string | undefined, index: PolicyIndex): Answer => {
  const { verdict, basis, reason } = evaluate(question, index);
  const hint = hintFor(question, verdict === 'allow' ? 'deny' : 'allow', index);
  return { verdict, basis: others === undefined ? basis : 'undefined', ...inWords(reason), ...(hint === undefined ? {} : { hint }), ...(others === undefined ? {} : { others }) };
};

const answerForAll = ({ source, target }: Pick<Question, 'source' | 'target'>, others: string | undefined, index: PolicyIndex): Answer => {
  const { allowed, undefined: open } = connections(source, target, index);
  const [reason] = protocols.flatMap((protocol) => open[protocol].map(([port]) => evaluate({ source, target, port, protocol }, index).reason));
  return { open: allowed, undefined: open, ...inWords(reason), ...(others === undefined ? {} : { others }) };
};

const inWords = (reason: UndefinedReason | undefined): { readonly reason?: string } => (reason === undefined ? {} : { reason: undefinedReasons[reason] });

const assumptions = (ends: readonly WrittenEnd[], world: World): string[] => {
  const written = ends.flatMap((end) => (end.kind === 'labelled' ? [end] : []));
  const taken = written.flatMap(({ namespace, labels }) => {
    const alike = new Set(world.pods.filter((pod) => pod.namespace === namespace && wears(pod.labels, labels)).map(({ called }) => `${namespace}/${called}`));
    return alike.size === 0 ? [] : [`${namespace}/${describeLabels(labels)} is taken for a pod with these labels alone and no named ports; who is there and has them, too: ${[...alike].join(', ')}`];
  });
  return [...guessesOfNamespaces(written.map(({ namespace }) => namespace), world), ...taken];
};
