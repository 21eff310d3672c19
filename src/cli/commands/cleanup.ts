import { steadyNow } from '../clock.ts';
import { connect } from '../../cluster/connection.ts';
import { isEmpty, look, sweep } from '../../run/sweep.ts';
import { clusterOptions, connectOptions } from '../options.ts';
import type { Parser } from '../options.ts';
import { createOutput } from '../output.ts';

export const addCleanup = (parser: Parser) =>
  parser.command(
    'cleanup',
    'remove what runs that died have left behind; live runs are left alone',
    (argv) =>
      clusterOptions(argv).option('namespace', {
        alias: 'n',
        type: 'string',
        array: true,
        default: [] as string[],
        requiresArg: true,
        describe: 'where to look, if you may not list Leases in all namespaces; repeatable',
      }),
    async (args) => {
      const output = createOutput(args);
      const api = connect(connectOptions(args));
      const see = (): ReturnType<typeof look> => look(api, { namespaces: args.namespace, now: steadyNow });
      const before = await see();
      if (isEmpty(before)) {
        output.result('nothing was left behind\n');
        return;
      }
      output.note('found objects of netproof; watching for 15 s whether their runs still live');
      const removed = await sweep(api, before, see);
      output.result(removed.length === 0 ? 'nothing removed: all runs found are alive\n' : removed.map((what) => `removed ${what}\n`).join(''));
    },
  );
