/**
 * Which cells of a derived matrix are worth a packet, within a budget. In order of value: what lies just inside and just
 * outside of every condition of every rule; each class as source and as target, allowed and denied; then whatever is left,
 * evenly over the sources.
 */
import type { DerivedMatrix } from '../derive.ts';
import type { CellIndex } from '../loaded.ts';
import { createBasket } from './basket.ts';
import type { Basket, Limits } from './basket.ts';
import { conditionsOf } from './conditions.ts';
import type { Choice, Condition } from './conditions.ts';
import { sceneOf } from './scene.ts';
import type { Scene } from './scene.ts';

export interface SelectOptions extends Limits {
  readonly namespaces: readonly string[];
  /** Which targets may be dialled, by index. */
  readonly mayDial: (target: number) => boolean;
  /** Which classes may be worn by a pod of ours, by index. */
  readonly mayWear: (source: number) => boolean;
}

export interface Selection {
  readonly cells: readonly CellIndex[];
  /** What was left out, in sentences. */
  readonly remarks: readonly string[];
}

export const selectCells = (matrix: DerivedMatrix, { namespaces, mayDial, mayWear, ...limits }: SelectOptions): Selection => {
  const targets = matrix.targets.flatMap(({ of }, at) => (mayDial(at) && (of === undefined || mayWear(of)) ? [at] : []));
  const sources = matrix.sources.flatMap((_, at) => (mayWear(at) ? [at] : []));
  const scene = sceneOf(matrix, sources, targets);
  const basket = createBasket(limits);
  const unseen = [...conditionsOf(scene, namespaces), ...coverage(scene)].filter((condition) => !fulfil(condition, matrix, basket)).length;
  const { defined, open } = fillUp(scene, basket);
  const cells = basket.cells();
  return {
    cells,
    remarks: [
      ...(unseen > 0 ? [`${unseen} conditions of rules and of coverage are left out: ${basket.isFull() ? `--max-cells is ${limits.maxCells}` : `one source dials ${limits.mostDestinations} addresses at most`}`] : []),
      ...(cells.length < defined ? [`${cells.length} of the ${defined} cells that the policies define were probed, the most telling first`] : []),
      ...(open > 0 ? [`${open === 1 ? '1 cell is' : `${open} cells are`} left out: what policy says of ${open === 1 ? 'it' : 'them'} is undefined; netproof derive says why`] : []),
    ],
  };
};

/** @returns false where there is a cell that would show it, and no room for it */
const fulfil = ({ verdict, choices }: Condition, matrix: DerivedMatrix, basket: Basket): boolean => {
  let isShown = false;
  // Pods that dial their like come last.
  for (const [isLike, choice] of [false, true].flatMap((like) => choices.map((one) => [like, one] as const))) {
    const shows = ({ source, target }: CellIndex): boolean => (matrix.targets[target]?.of === source) === isLike && matrix.answer(source, target).verdict === verdict;
    if (isHeld(choice, shows, basket)) return true;
    for (const cell of cellsOf(choice, basket)) {
      if (!shows(cell)) continue;
      if (basket.add(cell)) return true;
      if (basket.isFull()) return false;
      isShown = true;
    }
  }
  return !isShown;
};

const isHeld = (choice: Choice, shows: (cell: CellIndex) => boolean, basket: Basket): boolean => {
  const [sources, targets] = [new Set(choice.sources), new Set(choice.targets)];
  return basket.cells().some((cell) => sources.has(cell.source) && targets.has(cell.target) && shows(cell));
};

/** Who dials anyway comes first, since it costs no pod more. */
function* cellsOf({ sources, targets }: Choice, basket: Basket): Generator<CellIndex> {
  const { true: worn = [], false: others = [] } = Object.groupBy(sources, (source) => String(basket.isWorn(source)) as 'true' | 'false');
  for (const source of [...worn, ...others]) {
    for (const target of targets) yield { source, target };
  }
}

/** Each class at least once as source and as target, allowed and denied. */
const coverage = ({ matrix, sources, targets }: Scene): Condition[] => {
  const byClass = Map.groupBy(targets, (target) => matrix.targets[target]?.of);
  const asSource = sources.map((source) => ({ sources: [source], targets }));
  const asTarget = [...byClass].flatMap(([of, own]) => (of === undefined ? [] : [{ sources, targets: own }]));
  return [...asSource, ...asTarget].flatMap((choice) => (['allow', 'deny'] as const).map((verdict) => ({ verdict, choices: [choice] })));
};

/** A diagonal after the other, so that no source comes off worse than another; no source that would need a pod for it. */
const fillUp = ({ matrix, sources, targets }: Scene, basket: Basket): { readonly defined: number; readonly open: number } => {
  let [defined, open] = [0, 0];
  for (const offset of targets.keys()) {
    for (const [at, source] of sources.entries()) {
      const target = targets[(at + offset) % targets.length];
      if (target === undefined) continue;
      if (matrix.answer(source, target).verdict === 'undefined') {
        open += 1;
        continue;
      }
      defined += 1;
      if (basket.isWorn(source)) basket.add({ source, target });
    }
  }
  return { defined, open };
};
