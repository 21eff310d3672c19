import { describePlan } from '../../report/plan.ts';
import { preparePlan } from '../../run/prepare.ts';
import { steadyNow } from '../clock.ts';
import { connectTo } from '../cluster.ts';
import type { planOptions } from '../commands/plan.ts';
import { asking } from '../asking.ts';
import { canaryBeside, lending } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';
import { nodeWishes } from '../pod-settings.ts';

export const plan = async (args: ArgumentsOf<typeof planOptions>): Promise<void> => {
  const output = createOutput(args);
  const guests = { allowAutoscaled: args.allowAutoscaled };
  const request = { ...asking(args), guests, canary: canaryBeside(args), pods: nodeWishes(args), ...lending(args) };
  const prepared = await preparePlan({ api: connectTo(args, output.log), now: steadyNow }, request);
  output.draw(describePlan(prepared.plan, prepared.snapshot, guests));
};
