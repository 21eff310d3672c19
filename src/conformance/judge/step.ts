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
  /** Somebody was there who would have answered. */
  readonly heard: boolean;
}

type Judgement = Pick<StepResult, 'outcome' | 'reason' | 'cells' | 'wrong' | 'toBlockMs' | 'toAllowMs'>;

/**
 * @param stepMs when the last change of the step had been accepted
 * @param freshMs what was seen last before this says nothing of the end: whoever dialled has fallen silent since
 */
export const judgeStep = (judged: readonly Judged[], stepMs: number, freshMs = stepMs): Judgement => {
  const unsettled = judged.filter(({ settled }) => !settled);
  const wrong = unsettled.filter((one) => isWrong(one, freshMs));
  const of = (expected: 'allow' | 'deny'): Judged[] => judged.filter(({ settled, changed, look }) => settled && changed && look.expected === expected);
  return {
    ...outcomeOf(wrong, unsettled.filter((one) => !isWrong(one, freshMs)), judged.length),
    cells: judged.length,
    wrong: wrong.map(wrongCell),
    ...time('toBlockMs', of('deny'), stepMs),
    ...time('toAllowMs', of('allow'), stepMs),
  };
};

/** @param wrong what was shown to be other than it must be, and what showed nothing */
export const outcomeOf = (wrong: readonly Judged[], unclear: readonly Judged[], cells: number): Pick<StepResult, 'outcome' | 'reason'> => {
  if (cells === 0) return { outcome: 'not-testable', reason: 'nobody was left to dial anybody' };
  const leak = wrong.find(({ look }) => look.expected === 'deny');
  if (leak) return { outcome: 'leaks', reason: `${leak.cell.id} is open${count(wrong)}` };
  const [closed] = wrong;
  if (closed) return { outcome: 'over-blocks', reason: `${closed.cell.id} is closed${count(wrong)}` };
  const [first] = unclear;
  if (first) return { outcome: 'not-testable', reason: `of ${first.cell.id} nothing certain was seen (${first.heard ? (first.look.last?.word ?? 'no attempt') : `${first.cell.to.label} does not hear itself`})${count(unclear)}` };
  return { outcome: 'enforced' };
};

const count = ({ length }: readonly unknown[]): string => (length > 1 ? `, and ${length - 1} more` : '');

/** The last attempt was not as it must be; or was, and others again and again were not. A dead end closes nothing. */
const isWrong = ({ look: { last, expected, relapses }, heard }: Judged, freshMs: number): boolean =>
  (expected === 'deny' || heard) && ((last !== undefined && last.atMs >= freshMs && last.is === (expected === 'allow' ? 'closed' : 'open')) || relapses > 1);

export const wrongCell = ({ cell, look: { expected, last, wrong, of } }: Judged): WrongCell => ({
  cell: cell.id,
  expected,
  saw: last?.word ?? 'nothing',
  fromNode: cell.from.node,
  toNode: cell.to.node,
  ...(wrong < of ? { nowAndThen: { wrong, of } } : {}),
});

/** The latest of all: until then it was not as it had to be. */
const time = (name: 'toBlockMs' | 'toAllowMs', cells: readonly Judged[], stepMs: number): Partial<StepResult> =>
  cells.length === 0 ? {} : { [name]: Math.round(Math.max(0, ...cells.map(({ look }) => (look.lastWrongMs ?? stepMs) - stepMs))) };
