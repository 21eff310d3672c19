import type { CommandModule } from 'yargs';
import { connect } from '../../cluster/connection.ts';
import { parseMatrix } from '../../matrix/parse.ts';
import { describePlan } from '../../report/plan.ts';
import { preparePlan } from '../../run/coordinator.ts';
import { readText } from '../files.ts';
import { clusterOptions, fileOption, guestOptions } from '../options.ts';
import { createOutput } from '../output.ts';

interface PlanArguments {
  readonly filename: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly controlNamespace?: string;
  readonly allowAutoscaled: boolean;
  readonly output: 'table' | 'json';
  readonly verbose: boolean;
  readonly quiet: boolean;
}

export const planCommand: CommandModule<{ verbose: boolean; quiet: boolean }, PlanArguments> = {
  command: 'plan',
  describe: 'print every pod that a run would create, and what its labels touch; creates nothing',
  builder: (argv) => guestOptions(clusterOptions(fileOption(argv))) as never,
  handler: async (args) => {
    const output = createOutput(args);
    const loaded = parseMatrix(readText(args.filename), args.filename);
    const guests = { allowAutoscaled: args.allowAutoscaled };
    const { plan, snapshot } = await preparePlan(
      { api: connect(args), now: Date.now },
      { loaded, guests, ...(args.controlNamespace === undefined ? {} : { controlNamespace: args.controlNamespace }) },
    );
    output.result(describePlan(plan, snapshot, guests));
  },
};
