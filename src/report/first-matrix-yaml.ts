/** A first matrix as the file that a person goes through, row by row. */
import type { DerivedTarget } from '../derive/targets.ts';
import type { FirstMatrix } from '../init/first-matrix.ts';
import { isStranger } from '../derive/from-world.ts';
import { isolating } from '../policy/admission.ts';
import { endpointOf } from '../derive/classes.ts';
import { becauseOf } from './derived-yaml.ts';
import { comment, flow, scalar } from './flow-yaml.ts';
import { plain } from './paint.ts';

export interface FirstMatrixOptions {
  readonly name: string;
  readonly namespaces: readonly string[];
}

export const renderFirstMatrix = (first: FirstMatrix, { name, namespaces }: FirstMatrixOptions): string => {
  const { rows, columns, leftOut, unread } = first;
  return [
    `# A first matrix of ${plain(namespaces.join(', '))}, written by netproof init. Nobody has said yet what is meant:`,
    '# every answer below is what the NetworkPolicies say today, so that a check of it passes and proves little.',
    '# Go through it row by row: correct the answers, then take the mark REVIEW away.',
    '# Reference: docs/matrix.md. Then: netproof check -f FILE, netproof run -f FILE --image IMAGE.',
    ...(unread.length === 0 ? [] : [`# REVIEW: policies of other kinds may decide, too, and are not read: ${plain(unread.join(', '))}.`]),
    ...(leftOut.length === 0 ? [] : ['#', '# Left out:', ...leftOut.map((why) => `# - ${plain(why)}`)]),
    'apiVersion: netproof.dev/v1alpha1',
    'kind: ExpectedMatrix',
    `metadata: {name: ${scalar(name)}}`,
    '',
    '# Who dials: a pod of ours with these labels. A stranger is anybody whom no rule knows.',
    'sources:',
    ...rows.map((row) => sourceLine(first, row)),
    '',
    '# What is dialled: Services with what is behind them; where a port has none, a stand-in of ours with the labels of the pods.',
    'targets:',
    ...columns.map((column) => targetLine(first, column, namespaces)),
    '',
    '# What is not named is denied, by "*".',
    'expect:',
    ...rows.flatMap((row) => rowLines(first, row)),
    '',
  ].join('\n');
};

const sourceLine = ({ derived: { sources } }: FirstMatrix, row: number): string => {
  const source = sources[row];
  if (source === undefined) return '';
  const { name, namespace, labels, pods, called } = source;
  return `  ${scalar(name)}: ${flow({ namespace, labels })}${comment(isStranger(source) ? 'nobody of yours' : `${called}, ${pods} ${pods === 1 ? 'pod' : 'pods'}`)}`;
};

const targetLine = ({ derived }: FirstMatrix, column: number, namespaces: readonly string[]): string => {
  const target = derived.targets[column];
  if (target === undefined) return '';
  const pods = target.ends.flatMap(({ target: end }) => (end.kind === 'pod' ? [end] : []));
  const isOpen = pods.length > 0 && pods.every((pod) => namespaces.includes(pod.namespace) && isolating('ingress', pod, derived.index).length === 0);
  const told = [isOpen ? 'REVIEW: no policy restricts who reaches it' : undefined, target.comment, greetingOf(target)].filter((one) => one !== undefined);
  return `  ${scalar(target.name)}: ${flow(target.target)}${comment(told.join('; '))}`;
};

/** Servers that greet whoever connects are proven by it; but a wrong guess would leave a cell unjudged. */
const greetings: Readonly<Record<number, string>> = { 80: 'http', 443: 'tls', 3306: 'mysql', 5432: 'postgres', 6379: 'redis', 8080: 'http', 8443: 'tls' };

const greetingOf = ({ target }: DerivedTarget): string | undefined => {
  const greeting = 'service' in target && target.speak === undefined ? greetings[target.port] : undefined;
  return greeting === undefined ? undefined : `speak: ${greeting} proves who answers, if it is one`;
};

const rowLines = ({ derived, columns }: FirstMatrix, row: number): string[] => {
  const source = derived.sources[row];
  if (source === undefined) return [];
  const egress = isolating('egress', endpointOf(source), derived.index).map(({ namespace, name }) => `${namespace}/${name}`);
  const lines = columns.flatMap((column) => {
    const answer = derived.answer(row, column);
    const name = scalar(derived.targets[column]?.name ?? '');
    if (answer.verdict === 'deny') return [];
    if (answer.verdict === 'undefined') return [`    ${name}: ${flow({ skip: `REVIEW: policy leaves it open: ${answer.reason}` })}`];
    return [`    ${name}: allow${comment(becauseOf(derived, row, column))}`];
  });
  return [
    `  # REVIEW: ${plain(egress.length === 0 ? `no policy restricts what ${source.name} sends` : `what ${source.name} sends is restricted by ${egress.join(', ')}`)}`,
    `  ${scalar(source.name)}:`,
    ...lines,
    '    "*": deny',
  ];
};
