/** All faults, and what one needs to be told so that a case could meet it. */
import { models } from '../../../enforcer/faults/registry.ts';
import { parseFaultName } from '../../../enforcer/faults/spec.ts';
import type { FaultSpec } from '../../../enforcer/faults/spec.ts';

/** All that there are, each by model and variant. */
export const faultNames: readonly string[] = models.flatMap(({ name, variants }) => Object.keys(variants).map((variant) => `${name}:${variant}`));

/** Within what the enforcer sees as one instant, a deletion and a creation are some milliseconds apart. */
const parameters: Readonly<Record<string, Partial<FaultSpec>>> = { 'FM-POLICY-DELETE-IGNORED:at-once': { windowMs: 1000 } };

export const specOf = (name: string): FaultSpec => ({ ...parseFaultName(name), ...parameters[name] });
