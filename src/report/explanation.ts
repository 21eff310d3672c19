/** An explanation as a person reads it: who, then one end and the other, then what follows. */
import type { Answer, Case, Explanation, Party } from '../explain/explanation.ts';
import { isEmpty } from '../policy/port-set.ts';
import type { PortSet } from '../policy/port-set.ts';
import { describeLabels, describePortSet } from '../policy/wording.ts';
import { describeStep } from './explanation-step.ts';
import { jsonText, plain } from './paint.ts';
import type { Paint } from './paint.ts';

export const explanationJson = (explanation: Explanation): string => jsonText(explanation);

export const explanationText = ({ source, target, cases, remarks }: Explanation, paint: Paint): string => {
  const told = cases.flatMap((one, at) => ['', ...(cases.length > 1 ? [paint.bold(`Case ${at + 1} of ${cases.length}`)] : []), ...describeCase(one, paint)]);
  const notes = remarks.map((remark) => paint.dim(`Note     ${plain(remark)}`));
  return `${[paint.bold(plain(`${source} -> ${target}`)), ...told, ...notes].join('\n')}\n`;
};

const describeCase = (one: Case, paint: Paint): string[] => [
  `Source   ${plain(describeParty(one.source))}`,
  `Target   ${plain(`${describeParty(one.target)}${describePort(one)}`)}`,
  ...one.steps.flatMap((step, at) => ['', ...describeStep(step, at + 1, one, paint)]),
  '',
  ...describeAnswer(one, paint),
];

const describeParty = ({ kind, called, pods, labels, addresses }: Party): string => {
  if (kind !== 'pod') return called === addresses[0] ? called : [called, ...addresses].join(', ');
  const worn = labels === undefined || called.endsWith(describeLabels(labels)) ? [] : [`with ${describeLabels(labels)}`];
  return [`${called}${pods > 1 ? ` (${pods} pods that no policy tells apart)` : ''}`, ...worn, ...addresses].join(', ');
};

const describePort = ({ port, protocol, behind }: Case): string => {
  const dialled = behind === undefined ? '' : `, behind port ${behind.port} of Service ${behind.namespace}/${behind.name}${behind.ip === undefined ? '' : ` (${behind.ip})`}`;
  return `, ${port === undefined ? 'every port' : `${protocol} port ${port}`}${dialled}`;
};

const describeAnswer = ({ answer, steps }: Case, paint: Paint): string[] => ('verdict' in answer ? describeVerdict(answer, steps, paint) : describePorts(answer, paint));

const describeVerdict = ({ verdict, basis, reason, hint, others }: Extract<Answer, { verdict: unknown }>, steps: Case['steps'], paint: Paint): string[] => {
  const word = verdict === 'allow' ? paint.green('allowed') : paint.red('denied');
  const expected = verdict === 'allow' ? 'closed' : 'open';
  return [
    `${paint.bold('Verdict')}  ${paint.bold(word)}: ${summary(steps)}`,
    ...(basis === 'specified' ? ['Basis    specified: every CNI has to do this'] : undefinedBasis(reason, others, paint)),
    ...(hint === undefined ? [] : [`Hint     if you expected it to be ${expected}: ${plain(hint)}`]),
  ];
};

const undefinedBasis = (reason: string | undefined, others: string | undefined, paint: Paint): string[] => {
  const open = [...(reason === undefined ? [] : [`the specification leaves open ${reason}`]), ...(others === undefined ? [] : [others])];
  return open.length === 0 ? [] : [`Basis    ${paint.yellow('undefined')}: ${plain(open.join('; '))}`];
};

const summary = (steps: Case['steps']): string => {
  const [sends, receives] = steps.map(({ verdict }) => verdict === 'allow');
  if (sends && receives) return 'the source may send it, and the target may receive it';
  if (sends) return 'the source may send it, but the target may not receive it';
  return receives ? 'the target may receive it, but the source may not send it' : 'neither may the source send it, nor the target receive it';
};

const describePorts = ({ open, undefined: left, reason, others }: Extract<Answer, { open: unknown }>, paint: Paint): string[] => [
  `${paint.bold('Verdict')}  ${isEmpty(open) ? paint.red('no port is open') : `${paint.green('open')}: ${portsIn(open)}`}${isEmpty(left) ? '' : `; ${paint.yellow('undefined')}: ${portsIn(left)}`}`,
  ...undefinedBasis(reason, others, paint),
];

const portsIn = (set: PortSet): string => describePortSet(set).join(', ');
