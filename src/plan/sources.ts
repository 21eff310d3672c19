import type { Answer, LoadedMatrix } from '../matrix/parse.ts';
import { formatOrigin } from '../yaml/document.ts';
import type { PlannedCell, PodPlan } from '../model/plan.ts';
import { podName } from './names.ts';
import { nodeFor } from './placement.ts';
import type { Placement } from './placement.ts';

export interface SourceInput {
  readonly loaded: LoadedMatrix;
  readonly run: string;
  readonly secret: string;
  readonly placement: Placement;
}

/** One pod for each source that has something to dial. */
export const planSources = (answers: readonly Answer[], { loaded, run, secret, placement }: SourceInput): PodPlan[] => {
  const needed = new Set(answers.map((answer) => answer.source));
  return Object.entries(loaded.matrix.sources)
    .filter(([name]) => needed.has(name))
    .map(([name, { namespace, labels }], index) => {
      const node = nodeFor(placement, index);
      return {
        namespace,
        // Two names for the same labels are two rows of the matrix, and each has a pod of its own.
        name: podName(`${run} ${name}`, secret, { role: 'source', namespace, labels, node }),
        role: 'source' as const,
        serves: [name],
        labels,
        node,
        listen: [],
        gated: true,
      };
    });
};

/** Each dial writes up to 300 bytes of log a second, of which a log reader takes 12 MiB. */
export const mostDestinations = 200;

export const tooManyDials = (cells: readonly PlannedCell[], { originOf }: LoadedMatrix): string[] =>
  [...Map.groupBy(cells, ({ cell }) => cell.source)].flatMap(([source, own]) => {
    const destinations = own.reduce((sum, cell) => sum + cell.destinations.length, 0);
    const where = formatOrigin(originOf(['sources', source]));
    return destinations <= mostDestinations ? [] : [`${where}: source "${source}" would dial ${destinations} destinations, and one probe takes ${mostDestinations}: split the matrix, or select fewer pods`];
  });
