import type { CommandModule } from 'yargs';
import { connect } from '../../cluster/connection.ts';
import { isEmpty, look, sweep } from '../../run/sweep.ts';
import { clusterOptions } from '../options.ts';
import { createOutput } from '../output.ts';

interface CleanupArguments {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace: readonly string[];
  readonly verbose: boolean;
  readonly quiet: boolean;
}

export const cleanupCommand: CommandModule<{ verbose: boolean; quiet: boolean }, CleanupArguments> = {
  command: 'cleanup',
  describe: 'remove what runs that died have left behind; live runs are left alone',
  builder: (argv) =>
    clusterOptions(argv).option('namespace', {
      alias: 'n',
      type: 'string',
      array: true,
      default: [],
      requiresArg: true,
      describe: 'where to look, if you may not list Leases in all namespaces; repeatable',
    }) as never,
  handler: async (args) => {
    const output = createOutput(args);
    const api = connect(args);
    const see = (): ReturnType<typeof look> => look(api, args.namespace, Date.now);
    const before = await see();
    if (isEmpty(before)) {
      output.result('nothing was left behind\n');
      return;
    }
    output.note('found objects of netproof; watching for 15 s whether their runs still live');
    const removed = await sweep(api, before, see);
    output.result(removed.length === 0 ? 'nothing removed: all runs found are alive\n' : removed.map((what) => `removed ${what}\n`).join(''));
  },
};
