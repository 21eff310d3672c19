/** Which columns are open to which sources, and where that hangs on how the specification is read. */
import type { Family } from '../../probes/contract.ts';
import type { OpenQuestion, Reading } from '../policy/readings.ts';
import { familiesBetween } from './families.ts';
import { isOpenIn, rowsOf } from './rows.ts';
import type { Rows, RowsInput } from './rows.ts';

/** Or the question on which it hangs. */
export type Outcome = 'allow' | 'deny' | OpenQuestion;

/**
 * What the specification leaves open between two ends that are dialled as they are, none of them on a node's network. One
 * of the two can only open and the other only close, so that both together change nothing that neither does alone.
 */
const questions = ['ip-block-on-pod', 'unknown-address'] as const satisfies readonly OpenQuestion[];

export const opennessOf = (input: RowsInput): ((source: number, column: number) => Outcome) => {
  const { sources, ends, columns, index } = input;
  const { used, between } = familiesBetween(sources, ends);
  const [first = 4, ...further] = used;
  const familyAt = further.length === 0 ? () => first : (source: number, column: number) => between(source, columns[column]?.end ?? -1);

  const rows = rowsOf(input);
  const rowsUnder = (reading: Reading): Record<Family, Rows> => {
    const own = rows({ reading, family: first });
    return { 4: own, 6: own, ...Object.fromEntries(further.map((family) => [family, rows({ reading, family })])) };
  };
  const usual = rowsUnder(new Set());
  const others = index.namesAddresses('egress') || index.namesAddresses('ingress') ? questions.map((question) => ({ question, other: rowsUnder(new Set([question])) })) : [];

  const changes = (side: keyof Rows, at: number): boolean => others.some(({ other }) => used.some((family) => other[family][side][at] !== usual[family][side][at]));
  const changesSource = sources.map((_, source) => changes('egress', source));
  const changesColumn = columns.map((_, column) => changes('ingress', column));
  return (source, column) => {
    const family = familyAt(source, column);
    const allows = isOpenIn(usual[family], source, column);
    if (changesSource[source] || changesColumn[column]) {
      for (const { question, other } of others) if (isOpenIn(other[family], source, column) !== allows) return question;
    }
    return allows ? 'allow' : 'deny';
  };
};
