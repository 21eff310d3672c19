/** One end of an explained connection: the policies that isolate it, rule by rule. */
import type { Case, Condition, PassedOver, PolicyStep, RuleStep, Step } from '../explain/explanation.ts';
import { isEmpty } from '../policy/port-set.ts';
import { describePortSet } from '../policy/wording.ts';
import { formatOrigin } from '../yaml/document.ts';
import { plain } from './paint.ts';
import type { Paint } from './paint.ts';

/** Words for the two ends: who is asked about, and what rules of that direction say. */
const words = {
  egress: { end: 'source', may: 'May the source send it?', peers: 'to', passes: 'lets it out', nothing: 'nothing gets out' },
  ingress: { end: 'target', may: 'May the target receive it?', peers: 'from', passes: 'lets it in', nothing: 'nothing gets in' },
} as const;

export const describeStep = (step: Step, number: number, { port }: Pick<Case, 'port'>, paint: Paint): string[] => {
  const { direction, policies, passedOver, exemption } = step;
  const { may, end } = words[direction];
  return [
    `${paint.bold(`${number}. ${may}`)} ${paint.dim(`(${direction})`)}`,
    ...(exemption === undefined ? [] : [`   ${exemption}`]),
    ...(exemption === undefined && policies.length === 0 ? [`   No policy selects the ${end} for ${direction}: nothing restricts it.`] : []),
    ...policies.flatMap((policy) => describePolicy(policy, step, port === undefined, paint)),
    ...describePassedOver(passedOver, end, paint),
    `   ${conclusion(step, paint)}`,
  ];
};

const describePolicy = ({ namespace, name, selector, origin, rules }: PolicyStep, { direction }: Step, everyPortAsked: boolean, paint: Paint): string[] => {
  const { end, nothing } = words[direction];
  const whom = selector === 'everything' ? 'every pod' : `pods with ${selector}`;
  const place = origin === undefined ? '' : paint.dim(` ${plain(formatOrigin(origin))}`);
  return [
    `   ${plain(`${namespace}/${name}`)} selects the ${end} (${plain(whom)})${place}`,
    ...(rules.length === 0 ? [`     It has no ${direction} rule: by itself, ${nothing}.`] : []),
    ...rules.flatMap((rule) => describeRule(rule, direction, everyPortAsked, paint)),
  ];
};

const describeRule = ({ rule, peers, ports, opens }: RuleStep, direction: Step['direction'], everyPortAsked: boolean, paint: Paint): string[] => {
  const { peers: preposition, passes } = words[direction];
  const verdict = opens ? paint.green(everyPortAsked ? passes.replace(' it', ' something') : passes) : paint.red(`does not ${passes.replace('lets', 'let')}`);
  return [
    `     rule ${rule + 1} ${verdict}`,
    ...(peers.length === 0 ? [everything('anybody')] : peers).map((peer, at) => told(peer, `${at === 0 ? '' : 'or '}${preposition}`, paint)),
    ...(ports.length === 0 ? [everything('every port')] : ports).map((port, at) => told(port, at === 0 ? 'and on' : 'or on', paint)),
  ];
};

const everything = (says: string): Condition => ({ says, holds: true, because: [] });

const told = ({ says, holds, because }: Condition, joined: string, paint: Paint): string =>
  `       ${holds ? paint.green('yes') : paint.red('no ')}  ${joined} ${plain(says)}${because.length > 0 ? paint.dim(` - ${plain(because.join(', and '))}`) : ''}`;

/** JSON has them all. */
const shownPassedOver = 5;

const describePassedOver = (policies: readonly PassedOver[], end: string, paint: Paint): string[] => {
  const rest = policies.length - shownPassedOver;
  return [
    ...policies.slice(0, shownPassedOver).map(({ namespace, name, selector, because }) => paint.dim(`   ${plain(`${namespace}/${name} does not select the ${end}: it wants ${selector}, and ${because.join(', and ')}`)}`)),
    ...(rest > 0 ? [paint.dim(`   nor do ${rest} more policies`)] : []),
  ];
};

const conclusion = (step: Step, paint: Paint): string => {
  const { direction, verdict, open, policies } = step;
  if (verdict === undefined) return paint.bold(isEmpty(open) ? paint.red('-> no port') : paint.green(`-> ${describePortSet(open).join(', ')}`));
  if (verdict === 'deny') return `${paint.bold(paint.red('-> no'))}: ${policies.length === 1 ? 'it is isolated, and' : `${policies.length} policies isolate it, and`} no rule ${words[direction].passes}`;
  const by = openingRules(step);
  return `${paint.bold(paint.green('-> yes'))}${by.length === 0 ? '' : `: by ${plain(by.join(', '))}`}`;
};

const openingRules = ({ policies }: Step): string[] => policies.flatMap(({ namespace, name, rules }) => rules.filter(({ opens }) => opens).map(({ rule }) => `rule ${rule + 1} of ${namespace}/${name}`));
