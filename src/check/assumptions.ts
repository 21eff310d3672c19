import type { LoadedMatrix } from '../matrix/parse.ts';
import { dnsGuess, isDnsGuessed } from '../world/dns.ts';
import type { World } from '../world/world.ts';

type Matrix = LoadedMatrix['matrix'];

/** What nobody told, and what it is taken for. */
export const assumptions = ({ sources, targets }: Pick<Matrix, 'sources' | 'targets'>, world: World): string[] => {
  const named = [...Object.values(sources), ...Object.values(targets).flatMap((target) => ('standIn' in target ? [target.standIn] : []))];
  const unknown = [...new Set(named.map(({ namespace }) => namespace))].filter((name) => !world.namespaces.some((one) => one.name === name)).toSorted();
  const guessesDns = isDnsGuessed(world) && Object.values(targets).some((target) => 'wellKnown' in target && target.wellKnown === 'cluster-dns');
  return [
    ...unknown.map((name) => `there is no namespace ${name}: it is taken for one without labels but its name`),
    ...(guessesDns ? [`the cluster’s DNS is not in these files: it is ${dnsGuess}`] : []),
  ];
};
