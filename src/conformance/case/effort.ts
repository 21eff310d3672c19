import type { ConformanceCase, Step } from './case.ts';

/** How much longer than a change of policy a step takes, roughly; ms. Good enough to begin with what takes longest. */
const extraOf = ({ holdMs = 0, inherit, burst, recreate, finish }: Step): number =>
  holdMs + (inherit === undefined ? 0 : 8000) + (burst === undefined ? 0 : 6000) + 5000 * recreate.length + 3000 * finish.length;

export const extraMsOf = ({ steps }: Pick<ConformanceCase, 'steps'>): number => steps.reduce((sum, step) => sum + extraOf(step), 0);

/** Whether an address must be given again for it. */
export const needsReuse = ({ steps }: Pick<ConformanceCase, 'steps'>): boolean => steps.some(({ inherit }) => inherit !== undefined);

/** Whether it makes pods, which keeps a node busy for seconds: two at the same time would be in each other's way. */
export const makesPods = ({ steps }: Pick<ConformanceCase, 'steps'>): boolean => steps.some(({ inherit, burst, recreate, finish }) => inherit !== undefined || burst !== undefined || recreate.length + finish.length > 0);
