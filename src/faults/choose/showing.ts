/** Whether a cell of a derived matrix shows a fault for sure: asked of the engine itself, question by question. */
import type { Family } from '../../../probes/contract.ts';
import type { DerivedMatrix } from '../../derive/derive.ts';
import type { CellIndex } from '../../derive/loaded.ts';
import { memoised } from '../../derive/memoised.ts';
import { evaluate } from '../../policy/evaluate.ts';
import type { Fault } from '../fault.ts';
import { bend } from '../under-fault.ts';
import { askedIn } from './asked-in.ts';
import { keyOf } from './basket.ts';

/** @param families in each of which a pod is dialled: one that shows it is enough */
export const showing = (faults: readonly Fault[], { questions, index }: DerivedMatrix, families: readonly Family[]): ((cell: CellIndex, fault: number) => boolean) => {
  const bent = memoised((at: number) => at, (at) => (faults[at] === undefined ? undefined : bend(faults[at], index)));
  const asked = memoised(keyOf, ({ source, target }: CellIndex) => {
    const own = questions(source, target);
    return families.map((family) => own.map((one) => askedIn(family, one)).map((question) => ({ question, decision: evaluate(question, index) })));
  });
  return (cell, at) => {
    const verdict = bent(at)?.verdict;
    return verdict !== undefined && asked(cell).some((own) => own.length > 0 && own.every(({ question, decision }) => {
      const under = verdict(question, decision);
      return decision.basis === 'specified' && under !== undefined && under !== decision.verdict;
    }));
  };
};
