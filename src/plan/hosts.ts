/** Host names are resolved in the cluster, apart from any connection; then their addresses are dialled like any other. */
import type { Family } from '../../probes/contract.ts';
import { isDiallable } from '../matrix/words.ts';
import type { Destination, Plan } from '../model/plan.ts';
import { familyOf } from '../policy/ip-block.ts';

/** More addresses of one name and family are left out, and the report says so. */
export const mostAddresses = 4;

/** The names that a plan still has to resolve, each once. */
export const hostsOf = (plan: Pick<Plan, 'cells'>): string[] => [
  ...new Set(plan.cells.flatMap(({ destinations }) => destinations.flatMap(({ address }) => (typeof address === 'object' && 'host' in address ? [address.host] : [])))),
];

/** A resolver that blocks a name answers 0.0.0.0 or 127.0.0.1, where the probe would dial itself. */
const usable = (addresses: readonly string[] | undefined, family: Family): string[] => [...new Set(addresses)].filter((ip) => familyOf(ip) === family && isDiallable(ip)).toSorted();

/** @param addressesOf what the cluster's DNS answered; a name without an answer of a cell's family stays as it is, and is not dialled */
export const resolveHosts = (plan: Plan, addressesOf: ReadonlyMap<string, readonly string[]>): Plan => ({
  ...plan,
  remarks: [
    ...plan.remarks,
    ...hostsOf(plan).flatMap((host) => {
      const most = Math.max(...([4, 6] as const).map((family) => usable(addressesOf.get(host), family).length));
      return most > mostAddresses ? [`host ${host}: ${mostAddresses} of ${most} addresses of a family are dialled`] : [];
    }),
  ],
  cells: plan.cells.map((planned) => ({
    ...planned,
    destinations: planned.destinations.flatMap((destination): Destination[] => {
      const { address } = destination;
      if (typeof address === 'string' || !('host' in address)) return [destination];
      const found = usable(addressesOf.get(address.host), planned.cell.family);
      if (found.length === 0) return [destination];
      return found.slice(0, mostAddresses).map((ip) => ({ ...destination, address: ip, label: `${address.host} (${ip})` }));
    }),
  })),
});
