/** What came of a step, from what was seen of its cells. */
import type { StepResult, WrongCell } from '../result/result.ts';
import type { WorldCell } from '../world/cells.ts';
import type { CellLook } from './look.ts';

export interface Judged {
  readonly cell: WorldCell;
  readonly look: CellLook;
  /** The matrix stood, as far as this cell goes. */
  readonly settled: boolean;
  /** Was it expected otherwise before this step? */
  readonly changed: boolean;
}

/** @param stepMs when the last change of the step had been accepted */
export const judgeStep = (judged: readonly Judged[], stepMs: number): Pick<StepResult, 'outcome' | 'reason' | 'cells' | 'wrong' | 'toBlockMs' | 'toAllowMs'> => {
  const unsettled = judged.filter(({ settled }) => !settled);
  const unclear = unsettled.filter(({ look }) => isUnclear(look));
  const wrong = unsettled.filter(({ look }) => !isUnclear(look));
  const relapsed = judged.filter(({ settled, look }) => settled && look.relapses > 0);
  const shown = [...wrong, ...relapsed];
  const of = (expected: 'allow' | 'deny'): Judged[] => judged.filter(({ settled, changed, look }) => settled && changed && look.expected === expected);
  return {
    ...outcomeOf(shown, unclear),
    cells: judged.length,
    wrong: shown.map(wrongCell),
    ...time('toBlockMs', of('deny'), stepMs),
    ...time('toAllowMs', of('allow'), stepMs),
  };
};

const outcomeOf = (wrong: readonly Judged[], unclear: readonly Judged[]): Pick<StepResult, 'outcome' | 'reason'> => {
  const leak = wrong.find(({ look }) => look.expected === 'deny');
  if (leak) return { outcome: 'leaks', reason: `${leak.cell.id} is open${count(wrong)}` };
  const [closed] = wrong;
  if (closed) return { outcome: 'over-blocks', reason: `${closed.cell.id} is closed${count(wrong)}` };
  const [first] = unclear;
  if (first) return { outcome: 'not-testable', reason: `of ${first.cell.id} nothing certain was seen (${first.look.last?.word ?? 'no attempt'})${count(unclear)}` };
  return { outcome: 'enforced' };
};

const count = ({ length }: readonly unknown[]): string => (length > 1 ? `, and ${length - 1} more` : '');

/** Nothing was seen, or the last attempt says neither open nor closed, or is as it must be and came too late to settle. */
const isUnclear = ({ last, expected, relapses }: CellLook): boolean => relapses === 0 && isUnclearAt(last, expected);

const isUnclearAt = (last: CellLook['last'], expected: CellLook['expected']): boolean => last === undefined || last.is === 'unclear' || last.is === (expected === 'allow' ? 'open' : 'closed');

const wrongCell = ({ cell, look }: Judged): WrongCell => ({
  cell: cell.id,
  expected: look.expected,
  saw: look.last?.word ?? 'nothing',
  fromNode: cell.from.node,
  toNode: cell.to.node,
  ...(look.relapses > 0 ? { nowAndThen: { wrong: look.relapses, of: look.of } } : {}),
});

/** The latest of all: until then it was not as it had to be. */
const time = (name: 'toBlockMs' | 'toAllowMs', cells: readonly Judged[], stepMs: number): Partial<StepResult> =>
  cells.length === 0 ? {} : { [name]: Math.round(Math.max(0, ...cells.map(({ look }) => (look.lastWrongMs ?? stepMs) - stepMs))) };
