import { isEmpty, look, sweep } from '../../run/sweep.ts';
import { steadyNow } from '../clock.ts';
import { connectTo } from '../cluster.ts';
import type { cleanupOptions } from '../commands/cleanup.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';

export const cleanup = async (args: ArgumentsOf<typeof cleanupOptions>): Promise<void> => {
  const output = createOutput(args);
  const api = connectTo(args, output.log);
  const see = (): ReturnType<typeof look> => look(api, { namespaces: args.namespace, now: steadyNow });
  const before = await see();
  if (isEmpty(before)) {
    output.draw('nothing was left behind\n');
    return;
  }
  output.note('found objects of netproof; watching for 15 s whether their runs still live');
  const removed = await sweep(api, before, see);
  output.draw(removed.length === 0 ? 'nothing removed: all runs found are alive\n' : removed.map((what) => `removed ${what}\n`).join(''));
};
