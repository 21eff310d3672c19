import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { isIn } from '../rules/addresses.ts';

/** A pod's network begins with the route to it that the CNI plugin adds, and ends with that route. */
export interface RouteChange {
  readonly address: string;
  readonly gone: boolean;
}

/** Reads a line of `ip monitor route`: `10.244.1.7 dev veth0 scope host`, `Deleted fd44:0:0:1::7 dev veth0 metric 1024`. */
export function parseRouteChange(line: string, ranges: readonly string[]): RouteChange | undefined {
  const [, deleted, address] = /^(Deleted )?([0-9a-f.:]+) dev /.exec(line) ?? [];
  if (address === undefined || !ranges.some((range) => isIn(address, range))) return undefined;
  return { address, gone: deleted !== undefined };
}

/** Keeps when each address of the node's pods got its network, from now on. */
export function watchArrivals(ranges: readonly string[], onChange: () => void): ReadonlyMap<string, number> {
  const arrivals = new Map<string, number>();
  for (const family of ['-4', '-6']) {
    const monitor = spawn('ip', [family, 'monitor', 'route'], { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: monitor.stdout }).on('line', (line) => {
      const change = parseRouteChange(line, ranges);
      if (change === undefined) return;
      if (change.gone) arrivals.delete(change.address);
      else arrivals.set(change.address, Date.now());
      onChange();
    });
  }
  return arrivals;
}
