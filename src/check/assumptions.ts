import type { LoadedMatrix } from '../matrix/parse.ts';
import { dnsGuess, isDnsGuessed } from '../world/dns.ts';
import { guessesOfNamespaces } from '../world/world.ts';
import type { World } from '../world/world.ts';

type Matrix = LoadedMatrix['matrix'];

/** What nobody told, and what it is taken for. */
export const assumptions = ({ sources, targets }: Pick<Matrix, 'sources' | 'targets'>, world: World): string[] => {
  const named = [...Object.values(sources), ...Object.values(targets).flatMap((target) => ('standIn' in target ? [target.standIn] : []))];
  const guessesDns = isDnsGuessed(world) && Object.values(targets).some((target) => 'wellKnown' in target && target.wellKnown === 'cluster-dns');
  return [
    ...guessesOfNamespaces(named.map(({ namespace }) => namespace).toSorted(), world),
    ...(guessesDns ? [`the cluster’s DNS is not in these files: it is ${dnsGuess}`] : []),
  ];
};
