import { NetproofError } from '../../errors.ts';
import { keyOf } from '../../model/snapshot.ts';
import { isEmpty, look, ofRunsIn, removeDead, unseenHearts, watchDead } from '../../run/sweep.ts';
import type { Dead, Sighting } from '../../run/sweep.ts';
import { steadyNow } from '../clock.ts';
import { connectTo } from '../cluster.ts';
import type { cleanupOptions } from '../commands/cleanup.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';

/** @throws NetproofError ERR_REFUSED where something is dead and could not be removed; what could be is removed, and told */
export const cleanup = async (args: ArgumentsOf<typeof cleanupOptions>): Promise<void> => {
  const output = createOutput(args);
  const api = connectTo(args, output.log);
  const see = async (): Promise<Sighting> => {
    const seen = await look(api, { namespaces: args.namespace, now: steadyNow });
    return args.namespace.length === 0 ? seen : ofRunsIn(seen, args.namespace);
  };
  const before = await see();
  if (isEmpty(before)) {
    output.draw('nothing was left behind\n');
    return;
  }
  output.note('found objects of netproof; watching for 15 s whether their runs still live');
  const { dead, after } = await watchDead(before, see);
  const { removed, failed } = args.dryRun ? { removed: namesOf(dead), failed: [] } : await removeDead(api, dead);
  output.draw(removed.length === 0 ? nothing(unseenHearts(after)) : removed.map((what) => `${args.dryRun ? 'would remove' : 'removed'} ${what}\n`).join(''));
  if (failed.length > 0) throw new NetproofError('ERR_REFUSED', failed.join('\n'));
};

const nothing = (unseen: readonly string[]): string =>
  unseen.length === 0
    ? 'nothing removed: all runs found are alive\n'
    : `nothing removed: whether these runs live is to be seen in ${unseen.join(', ')}; look there as well: ${unseen.map((namespace) => `-n ${namespace}`).join(' ')}\n`;

const namesOf = ({ leases, namespaces }: Dead): string[] => [...leases.map((lease) => `lease ${keyOf(lease)}, with the probe pods of its run there`), ...namespaces.map(({ name }) => `namespace ${name}`)];
