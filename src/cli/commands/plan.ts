import { canarySwitch, clusterOptions, fileOption, fromPoliciesOptions, guestOptions, lentOptions, nodeOptions } from '../options.ts';
import type { Parser } from '../options.ts';

export const planOptions = (argv: Parser) => canarySwitch(guestOptions(lentOptions(nodeOptions(clusterOptions(fromPoliciesOptions(fileOption(argv)))))));

export const addPlan = (parser: Parser) =>
  parser.command('plan', 'print every pod that a run would create, and what its labels touch; creates nothing', planOptions, async (args) => (await import('../actions/plan.ts')).plan(args));
