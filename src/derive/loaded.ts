/** Chosen cells of a derived matrix, in the form in which a run takes any matrix. */
import type { Answer, LoadedMatrix } from '../matrix/parse.ts';
import type { DerivedMatrix } from './derive.ts';

export interface CellIndex {
  readonly source: number;
  readonly target: number;
}

/** Nobody wrote it anywhere. */
const origin = { file: 'NetworkPolicies', line: 1, column: 1 };

export const answersFor = ({ sources, targets, answer }: DerivedMatrix, cells: readonly CellIndex[]): Answer[] =>
  cells.flatMap((cell) => {
    const [source, target] = [sources[cell.source], targets[cell.target]];
    const { verdict } = answer(cell.source, cell.target);
    return source === undefined || target === undefined || verdict === 'undefined' ? [] : [{ source: source.name, target: target.name, expectation: verdict, origin, derived: true }];
  });

/** @param name says whose policies these are: reports of one name are held against each other */
export const toLoadedMatrix = (derived: DerivedMatrix, cells: readonly CellIndex[], name: string): LoadedMatrix => {
  const { sources, targets } = derived;
  const answers = answersFor(derived, cells);
  const used = { sources: new Set(answers.map(({ source }) => source)), targets: new Set(answers.map(({ target }) => target)) };
  return {
    matrix: {
      apiVersion: 'netproof.dev/v1alpha1',
      kind: 'ExpectedMatrix',
      metadata: { name },
      sources: Object.fromEntries(sources.filter((source) => used.sources.has(source.name)).map((source) => [source.name, { namespace: source.namespace, labels: { ...source.labels } }])),
      targets: Object.fromEntries(targets.filter((target) => used.targets.has(target.name)).map((target) => [target.name, target.target])),
      expect: {},
    },
    file: origin.file,
    answers,
    originOf: () => origin,
  };
};

/** What a person wrote, and what policies say besides. Names are kept apart by a mark on the derived ones, which leave room for it. */
export const mergeMatrices = (written: LoadedMatrix, derived: LoadedMatrix): LoadedMatrix => {
  const mark = freeMark([...Object.keys(written.matrix.sources), ...Object.keys(written.matrix.targets)]);
  const marked = (name: string): string => `${mark}${name}`;
  const renamed = <T>(entries: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(entries).map(([name, value]) => [marked(name), value]));
  return {
    ...written,
    matrix: { ...written.matrix, sources: { ...written.matrix.sources, ...renamed(derived.matrix.sources) }, targets: { ...written.matrix.targets, ...renamed(derived.matrix.targets) } },
    answers: [...written.answers, ...derived.answers.map((answer) => ({ ...answer, source: marked(answer.source), target: marked(answer.target) }))],
    originOf: (path) => (String(path[1]).startsWith(mark) ? derived.originOf(path) : written.originOf(path)),
  };
};

/** That no name begins with. */
const freeMark = (names: readonly string[]): string => {
  const isFree = (mark: string): boolean => !names.some((name) => name.startsWith(mark));
  let mark = 'policy:';
  for (let number = 2; !isFree(mark); number += 1) mark = `policy${number}:`;
  return mark;
};
