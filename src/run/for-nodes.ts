/** Cells that a matrix is enlarged by once it is known who lies where. Pure. */
import { answersFor } from '../derive/loaded.ts';
import { cellsForNodes } from '../faults/choose/for-nodes.ts';
import { faultName } from '../faults/fault.ts';
import { faultsOfNode } from '../faults/places.ts';
import type { LoadedMatrix } from '../matrix/parse.ts';
import type { Plan } from '../model/plan.ts';
import { guestsIn } from './assured.ts';
import type { Chosen } from './from-policies.ts';

/** @returns undefined where nothing is to be gained */
export const enlargedForNodes = ({ loaded, matrix, families, basket }: Chosen, plan: Plan): LoadedMatrix | undefined => {
  const missed = plan.assurance?.notCovered ?? [];
  const nodes = new Set(guestsIn(plan).map(({ node }) => node));
  const faults = [...nodes].flatMap((node) => faultsOfNode(node).filter((fault) => missed.some(({ model, places }) => model === faultName(fault) && places.includes(fault.place))));
  if (faults.length === 0) return undefined;
  const nodeOf = new Map(guestsIn(plan).flatMap(({ serves, role, node }) => serves.map((name) => [`${role} ${name}`, node])));
  const added = cellsForNodes({
    matrix,
    families,
    faults,
    basket,
    nodeOfSource: (source) => nodeOf.get(`source ${matrix.sources[source]?.name}`),
    nodeOfTarget: (target) => nodeOf.get(`stand-in ${matrix.targets[target]?.name}`),
  });
  if (added.length === 0) return undefined;
  const told = `${added.length === 1 ? '1 more cell is' : `${added.length} more cells are`} probed between pods that are there anyway, for what they tell of nodes`;
  return { ...loaded, answers: [...loaded.answers, ...answersFor(matrix, added)], remarks: [...(loaded.remarks ?? []), told] };
};
