/** A plan decides who is where. Cells that then tell something of a node, between pods that are there anyway, cost little. */
import type { Family } from '../../../probes/contract.ts';
import type { DerivedMatrix } from '../../derive/derive.ts';
import type { CellIndex } from '../../derive/loaded.ts';
import { memoised } from '../../derive/memoised.ts';
import type { Question } from '../../policy/decision.ts';
import type { Endpoint } from '../../policy/endpoint.ts';
import { evaluate } from '../../policy/evaluate.ts';
import type { Fault } from '../fault.ts';
import { bend } from '../under-fault.ts';
import { askedIn } from './asked-in.ts';
import { keyOf } from './basket.ts';
import type { Basket } from './basket.ts';

export interface ForNodesInput {
  readonly matrix: DerivedMatrix;
  readonly families: readonly Family[];
  /** What nothing shows yet. */
  readonly faults: readonly Fault[];
  /** What is planned already. */
  readonly basket: Basket;
  readonly nodeOfSource: (source: number) => string | undefined;
  /** Of stand-ins. */
  readonly nodeOfTarget: (target: number) => string | undefined;
}

/** @returns cells besides, of the same sources and targets: so that nobody comes to lie elsewhere */
export const cellsForNodes = ({ matrix, families, faults, basket, nodeOfSource, nodeOfTarget }: ForNodesInput): CellIndex[] => {
  const planned = basket.cells();
  const targets = [...new Set(planned.map(({ target }) => target))];
  const known = new Set(planned.map(keyOf));
  const options = [...new Set(planned.map(({ source }) => source))].flatMap((source) => targets.map((target) => ({ source, target }))).filter((cell) => !known.has(keyOf(cell)));
  const placed = memoised(keyOf, (cell: CellIndex) => {
    const questions = matrix.questions(cell.source, cell.target).flatMap((question) => families.map((family): Question => ({ ...askedIn(family, question), source: on(question.source, nodeOfSource(cell.source)), target: on(question.target, nodeOfTarget(cell.target)) })));
    return questions.map((question) => ({ question, decision: evaluate(question, matrix.index) }));
  });
  const added: CellIndex[] = [];
  for (const fault of faults) {
    const { verdict } = bend(fault, matrix.index);
    const shows = (cell: CellIndex): boolean => {
      const ends = matrix.answer(cell.source, cell.target).verdict === 'undefined' ? [] : placed(cell);
      return ends.length > 0 && ends.every(({ question, decision }) => ![undefined, decision.verdict].includes(verdict(question, decision)));
    };
    if (added.some(shows)) continue;
    const cell = options.find((option) => basket.hasRoom(option) && shows(option));
    if (cell !== undefined && basket.add(cell)) added.push(cell);
  }
  return added;
};

const on = <End extends Endpoint>(end: End, node: string | undefined): End => (end.kind === 'pod' && node !== undefined ? { ...end, node } : end);
