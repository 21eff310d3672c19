/** The derived matrix as the file that a person commits as intent, once it says what they mean. */
import type { DerivedMatrix } from '../derive/derive.ts';
import type { NamedClass } from '../derive/names.ts';
import type { DerivedTarget } from '../derive/targets.ts';
import { decidersOf, formatDecider } from '../policy/deciders.ts';
import { evaluate } from '../policy/evaluate.ts';
import { comment, flow, scalar } from './flow-yaml.ts';
import { plain } from './paint.ts';

export interface YamlOptions {
  readonly name: string;
  /** What a reader must know, in sentences; comments at the head. */
  readonly remarks: readonly string[];
}

export const renderDerivedYaml = (matrix: DerivedMatrix, { name, remarks }: YamlOptions): string =>
  [
    '# What the NetworkPolicies say. Read it, correct what is not meant, and keep it as the intent.',
    ...remarks.map((remark) => `# ${plain(remark)}`),
    'apiVersion: netproof.dev/v1alpha1',
    'kind: ExpectedMatrix',
    `metadata: {name: ${scalar(name)}}`,
    '',
    'sources:',
    ...matrix.sources.map(sourceLine),
    '',
    'targets:',
    ...matrix.targets.map(targetLine),
    '',
    'expect:',
    ...matrix.sources.flatMap(({ name: source }, index) => rowLines(matrix, source, index)),
    '',
  ].join('\n');

const sourceLine = ({ name, namespace, labels, pods, called }: NamedClass): string => `  ${scalar(name)}: ${flow({ namespace, labels })}${comment(pods > 1 ? `${pods} pods of ${called}` : '')}`;

const targetLine = ({ name, target, comment: told = '' }: DerivedTarget): string => `  ${scalar(name)}: ${flow(target)}${comment(told)}`;

/** What most of a row says stands once, as `*`. */
const rowLines = (matrix: DerivedMatrix, source: string, row: number): string[] => {
  const answers = matrix.targets.map((_, column) => matrix.answer(row, column));
  const allows = answers.filter(({ verdict }) => verdict === 'allow').length;
  const denies = answers.filter(({ verdict }) => verdict === 'deny').length;
  const usual = allows > denies ? 'allow' : 'deny';
  const nameAt = (column: number): string => scalar(matrix.targets[column]?.name ?? '');
  const lines = answers.flatMap((answer, column) => {
    if (answer.verdict === usual) return [];
    if (answer.verdict === 'undefined') return [`    ${nameAt(column)}: ${flow({ skip: `undefined: ${answer.reason}` })}`];
    return [`    ${nameAt(column)}: ${answer.verdict}${comment(becauseOf(matrix, row, column))}`];
  });
  return [`  ${scalar(source)}:`, `    "*": ${usual}`, ...lines];
};

/** By whose word. Nobody's, where nothing isolates either end. */
export const becauseOf = (matrix: DerivedMatrix, row: number, column: number): string => {
  const deciders = new Set(matrix.questions(row, column).flatMap((question) => decidersOf(evaluate(question, matrix.index)).map(formatDecider)));
  return [...deciders].join(', ');
};
