import type { Argv } from 'yargs';
import { directions, protocols } from '../enforcer/view/policy-spec.ts';
import { families } from '../enforcer/rules/addresses.ts';
import { parseFaultName, type FaultSpec } from '../enforcer/faults/spec.ts';
import { ClusterError } from './shell/failure.ts';

/** The part of yargs' result that makes a fault. */
export interface FaultArguments {
  readonly faultNode: string[];
  readonly faultDirection?: FaultSpec['direction'];
  readonly faultFamily?: FaultSpec['family'];
  readonly faultProtocol?: FaultSpec['protocol'];
  readonly faultProbability?: number;
  readonly faultWindow?: number;
  readonly faultDelay?: number;
  readonly faultPeriod?: number;
  readonly faultCount?: number;
  readonly faultPort?: number;
  readonly faultLabel?: string;
}

export function faultOptions(args: Argv): Argv<FaultArguments> {
  const text = { type: 'string', nargs: 1 } as const;
  const duration = { ...text, coerce: parseDuration } as const;
  return args
    .option('fault-node', { ...text, array: true, default: [], describe: 'Only on this node' })
    .option('fault-direction', { choices: directions, describe: 'Only in this direction' })
    .option('fault-family', { choices: families, describe: 'Only in this IP family' })
    .option('fault-protocol', { ...text, coerce: (given: string) => given.toUpperCase(), choices: protocols, describe: 'Only for this protocol' })
    .option('fault-probability', { type: 'number', nargs: 1, describe: 'The share of pods that it hits' })
    .option('fault-window', { ...duration, describe: 'How long it lasts, as in 300ms or 2s' })
    .option('fault-delay', { ...duration, describe: 'How late it is' })
    .option('fault-period', { ...duration, describe: 'How often it comes' })
    .option('fault-count', { type: 'number', nargs: 1, describe: 'How many it takes' })
    .option('fault-port', { type: 'number', nargs: 1, describe: 'The port that it hits' })
    .option('fault-label', { ...text, describe: 'The pods that it hits, as in app=web' }) as unknown as Argv<FaultArguments>;
}

/** The fault that a person asked for; undefined for `none`. */
export function faultOf(name: string, args: FaultArguments): FaultSpec | undefined {
  if (name === 'none') return undefined;
  const given = {
    nodes: args.faultNode.length === 0 ? undefined : args.faultNode,
    direction: args.faultDirection,
    family: args.faultFamily,
    protocol: args.faultProtocol,
    probability: args.faultProbability,
    windowMs: args.faultWindow,
    delayMs: args.faultDelay,
    periodMs: args.faultPeriod,
    count: args.faultCount,
    port: args.faultPort,
    label: args.faultLabel,
  };
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...parseFaultName(name), ...(Object.fromEntries(named) as Omit<FaultSpec, 'model'>) };
}

export function parseDuration(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? [];
  if (number === undefined) throw new ClusterError(`Bad duration "${text}": as in 300ms or 2s`);
  return Number(number) * (unit === 's' ? 1000 : 1);
}
