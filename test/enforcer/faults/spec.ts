import { protocols, type Direction, type Protocol } from '../view/policy-spec.ts';
import type { Family } from '../rules/addresses.ts';
import type { Parameters } from './bend.ts';

/** Where a fault applies: everywhere, but for what is named here. */
export interface FaultScope {
  readonly nodes?: readonly string[];
  readonly direction?: Direction;
  readonly family?: Family;
  readonly protocol?: Protocol;
  /** The share of pods that it hits, 0 to 1; which ones is the same on every node. */
  readonly probability?: number;
}

/** One fault, as it is sent to the enforcers. */
export interface FaultSpec extends FaultScope, Partial<Parameters> {
  readonly model: string;
  readonly variant?: string;
}

/** Reads `MODEL`, `MODEL:variant` or, as a short form of the option, `MODEL:ingress` and `MODEL:egress`. */
export function parseFaultName(text: string): Pick<FaultSpec, 'model' | 'variant'> {
  const [model = '', variant] = text.split(':');
  return { model, ...(variant === undefined ? {} : { variant }) };
}

export function parseProtocol(text: string): Protocol | undefined {
  return protocols.find((protocol) => protocol === text.toUpperCase());
}
