import { connect } from '../../cluster/connection.ts';
import { parseMatrix } from '../../matrix/parse.ts';
import { describePlan } from '../../report/plan.ts';
import { preparePlan } from '../../run/prepare.ts';
import { steadyNow } from '../clock.ts';
import type { planOptions } from '../commands/plan.ts';
import { readText } from '../files.ts';
import { canaryBeside, connectOptions, controlOptions } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';

export const plan = async (args: ArgumentsOf<typeof planOptions>): Promise<void> => {
  const output = createOutput(args);
  const loaded = parseMatrix(readText(args.filename), args.filename);
  const guests = { allowAutoscaled: args.allowAutoscaled };
  const prepared = await preparePlan({ api: connect(connectOptions(args)), now: steadyNow }, { loaded, guests, canary: canaryBeside(args), ...controlOptions(args) });
  output.result(describePlan(prepared.plan, prepared.snapshot, guests));
};
