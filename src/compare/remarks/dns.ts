import type { Recording } from '../../model/recording.ts';
import type { StreakIndex } from './streaks.ts';
import { isAboutCells } from './streaks.ts';

/** Both names have been asked for twice by then. */
const fewestAnswers = 4;

/**
 * A server that answers is reachable, whatever it says. One that knows no name that exists, or all names that do not,
 * is hardly the one that was meant. Attempts ask in turn for a name that exists in the cluster and for one that does not;
 * a server outside need know neither.
 */
export const remarksOnDns = ({ dials, plan }: Pick<Recording, 'dials' | 'plan'>, streaks: StreakIndex): string[] => {
  const outside = new Set(plan.cells.flatMap(({ cell, destinations }) => (cell.path === 'direct' ? destinations.map(({ address }) => address) : [])));
  const asked = dials.filter((dial) => dial.style.prober === 'dns' && isAboutCells(dial) && !outside.has(dial.address));
  return [...Map.groupBy(asked, ({ address, port }) => `${address}:${port}`)].flatMap(([server, group]) => {
    const answers = group.flatMap((dial) => streaks(dial).filter(({ kind, proof }) => kind === 'connected' && proof === 'answer'));
    const codes = new Set(answers.map(({ code = 'no code' }) => code));
    if (answers.reduce((sum, { n }) => sum + n, 0) < fewestAnswers) return [];
    const said = codes.size === 1 ? `${[...codes].join()} for every question` : `${[...codes].toSorted().join(' and ')} only`;
    if (!codes.has('NOERROR')) return [`DNS server ${server} answers ${said}: it can be reached, but it resolves nothing`];
    return codes.has('NXDOMAIN') ? [] : [`DNS server ${server} answers ${said}, also where the name does not exist: it may not be the cluster's`];
  });
};
