import { canarySettings } from '../../run/settings.ts';
import type { canaryOptions } from '../commands/canary.ts';
import { holding, lending } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { probe } from '../probing.ts';
import { netproofVersion } from '../version.ts';

/** Nobody's labels are worn: there are no guests to be careful with. */
const guests = { allowAutoscaled: false };

export const canary = async (args: ArgumentsOf<typeof canaryOptions>): Promise<void> => {
  const { node, strict } = args;
  const ask = () => ({ settings: { ...canarySettings, holdMs: holding(args) }, guests, netproofVersion, canary: node === undefined ? {} : { nodes: node }, ...lending(args) });
  await probe(args, ask, () => ({ strict }));
};
