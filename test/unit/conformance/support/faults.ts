/** The faults that cases say they look for, and what a fault needs to be told so that a case could meet it. */
import { models } from '../../../enforcer/faults/registry.ts';
import { parseFaultName } from '../../../enforcer/faults/spec.ts';
import type { FaultSpec } from '../../../enforcer/faults/spec.ts';

/** All that there are, each by model and variant. */
export const faultNames: readonly string[] = models.flatMap(({ name, variants }) => Object.keys(variants).map((variant) => `${name}:${variant}`));

/** Those that a case's `source` names; a model alone means its first variant. */
export const faultsIn = (source = ''): string[] => source.split(/[;,] */).filter((part) => /^(?:FM-|CLOSED|ALL-CLOSED)/.test(part)).map(fullName);

const fullName = (name: string): string => {
  const { model, variant } = parseFaultName(name);
  return variant === undefined ? `${model}:${Object.keys(models.find((each) => each.name === model)?.variants ?? {})[0]}` : name;
};

/** Within what the enforcer sees as one instant, a deletion and a creation are some milliseconds apart. */
const parameters: Readonly<Record<string, Partial<FaultSpec>>> = { 'FM-POLICY-DELETE-IGNORED:at-once': { windowMs: 1000 } };

export const specOf = (name: string): FaultSpec => ({ ...parseFaultName(name), ...parameters[name] });
