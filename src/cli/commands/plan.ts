import { steadyNow } from '../clock.ts';
import { connect } from '../../cluster/connection.ts';
import { parseMatrix } from '../../matrix/parse.ts';
import { describePlan } from '../../report/plan.ts';
import { preparePlan } from '../../run/coordinator.ts';
import { readText } from '../files.ts';
import { clusterOptions, connectOptions, controlOptions, fileOption, guestOptions } from '../options.ts';
import type { Parser } from '../options.ts';
import { createOutput } from '../output.ts';

export const addPlan = (parser: Parser) =>
  parser.command(
    'plan',
    'print every pod that a run would create, and what its labels touch; creates nothing',
    (argv) => guestOptions(clusterOptions(fileOption(argv))),
    async (args) => {
      const output = createOutput(args);
      const loaded = parseMatrix(readText(args.filename), args.filename);
      const guests = { allowAutoscaled: args.allowAutoscaled };
      const { plan, snapshot } = await preparePlan({ api: connect(connectOptions(args)), now: steadyNow }, { loaded, guests, ...controlOptions(args) });
      output.result(describePlan(plan, snapshot, guests));
    },
  );
