/** An enforcer that is wrong in one way, and who must find out. */
import { parseFaultName } from '../enforcer/faults/spec.ts';
import type { FaultSpec } from '../enforcer/faults/spec.ts';

/** What is run against a mutant, the cheapest first; each of the battery's plays what those before it play. */
export const profiles = ['canary', 'quick', 'standard', 'long'] as const;
export type Profile = (typeof profiles)[number];

/** Who must kill it; nobody can; or nobody may: what is no policy fault must not be reported as one. */
export type Fate = Profile | 'below-floor' | 'never';

/** What becomes of traffic under it, as against a right enforcer. */
export type Effect = 'opens' | 'closes' | 'both' | 'none';

export interface Mutant {
  /** By which its results are known. */
  readonly key: string;
  /** Absent for the right enforcer. */
  readonly fault?: FaultSpec;
  readonly fate: Fate;
  readonly effect: Effect;
  /** The key of a mutant that closes where this one opens. */
  readonly twin?: string;
  /** Why it is below the floor, why it has no twin, or with what chance it is met. */
  readonly why?: string;
  /** How often the enforcers are ended and started again meanwhile; absent where they are left alone. */
  readonly restartEveryMs?: number;
}

export type MutantOptions = Omit<FaultSpec, 'model' | 'variant'> & Pick<Mutant, 'why' | 'restartEveryMs'>;

/** A mutant that opens; `twin` is the key of one that closes, absent only with a word why. */
export const opening = (name: string, fate: Fate, twin: string | undefined, options: MutantOptions = {}): Mutant => ({ ...mutant(name, fate, 'opens', options), ...(twin === undefined ? {} : { twin }) });

export const mutant = (name: string, fate: Fate, effect: Effect, { why, restartEveryMs, ...rest }: MutantOptions = {}): Mutant => {
  const fault: FaultSpec = { ...parseFaultName(name), ...rest };
  return { key: keyOf(fault), fault, fate, effect, ...(why === undefined ? {} : { why }), ...(restartEveryMs === undefined ? {} : { restartEveryMs }) };
};

/** `FM-FLAP:open period=10s window=50ms node2`: what differs from the model's defaults, in one order. */
export const keyOf = ({ model, variant, nodes = [], direction, family, protocol, probability, windowMs, delayMs, periodMs, count, label, port }: FaultSpec): string =>
  [
    variant === undefined ? model : `${model}:${variant}`,
    ...valued('period', duration(periodMs)),
    ...valued('window', duration(windowMs)),
    ...valued('delay', duration(delayMs)),
    ...valued('count', count),
    ...valued('label', label),
    ...valued('port', port),
    ...valued('share', probability),
    ...(direction === undefined ? [] : [direction]),
    ...(family === undefined ? [] : [`IPv${family}`]),
    ...(protocol === undefined ? [] : [protocol]),
    ...nodes,
  ].join(' ');

const valued = (name: string, value: string | number | undefined): string[] => (value === undefined ? [] : [`${name}=${value}`]);

const duration = (ms: number | undefined): string | undefined => {
  if (ms === undefined) return undefined;
  return ms >= 1000 ? `${ms / 1000}s` : `${ms}ms`;
};
