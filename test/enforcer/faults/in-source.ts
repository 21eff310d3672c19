/** The faults that a case of the battery says it looks for. */
import { models } from './registry.ts';
import { parseFaultName } from './spec.ts';

/** Those that a case's `source` names, each by model and variant; a model alone means its first variant. */
export const faultsIn = (source = ''): string[] => source.split(/[;,] */).filter((part) => /^(?:FM-|CLOSED|ALL-CLOSED)/.test(part)).map(fullFaultName);

export const fullFaultName = (name: string): string => {
  const { model, variant } = parseFaultName(name);
  return variant === undefined ? `${model}:${Object.keys(models.find((each) => each.name === model)?.variants ?? {})[0]}` : name;
};
