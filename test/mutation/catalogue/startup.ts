/** Fresh pods that are open for a while. */
import { opening } from '../mutant.ts';
import type { Mutant, MutantOptions } from '../mutant.ts';

/** Closing a fresh pod for a while is being late, and no fault: see ENV-NO-NETWORK. */
const late = 'no twin: a fresh pod that is closed for a while is late, which is no fault (ENV-NO-NETWORK must not be called one)';
const tooShort = 'below the floor: the window begins with the pod’s network, and is over before its first instruction, which comes 0.2 to 0.5 s later, and before Node has started, which takes 80 ms more';
const unknown = 'below the floor: only who knew the address before could dial in; the API server tells it about 1 s after the pod has it';
const worldFirst = 'below the floor: the first pod of a node is one of the battery’s own, which start before there is a policy';

const startup = (name: string, fate: Mutant['fate'], options: MutantOptions): Mutant => opening(name, fate, undefined, { why: late, ...options });

export const startupMutants: readonly Mutant[] = [
  startup('FM-STARTUP-OPEN:every', 'below-floor', { windowMs: 50, why: tooShort }),
  startup('FM-STARTUP-OPEN:every', 'below-floor', { windowMs: 300, why: tooShort }),
  startup('FM-STARTUP-OPEN:every', 'standard', { windowMs: 1000 }),
  startup('FM-STARTUP-OPEN:every', 'standard', { windowMs: 2000 }),
  startup('FM-STARTUP-OPEN:every', 'standard', { windowMs: 5000 }),
  startup('FM-STARTUP-OPEN:every', 'standard', { windowMs: 60_000 }),
  startup('FM-STARTUP-OPEN:every', 'standard', { windowMs: 2000, direction: 'egress' }),
  startup('FM-STARTUP-OPEN:every', 'below-floor', { windowMs: 1000, direction: 'ingress', why: unknown }),
  startup('FM-STARTUP-OPEN:every', 'standard', { windowMs: 5000, direction: 'ingress' }),
  startup('FM-STARTUP-OPEN:every', 'standard', { windowMs: 5000, nodes: ['node2'] }),
  startup('FM-STARTUP-OPEN:first', 'below-floor', { windowMs: 2000, why: worldFirst }),
  startup('FM-STARTUP-OPEN:first', 'standard', { windowMs: 60_000 }),
  startup('FM-STARTUP-EST:every', 'below-floor', { windowMs: 300, why: tooShort }),
  startup('FM-STARTUP-EST:every', 'standard', { windowMs: 2000 }),
  startup('FM-STARTUP-EST:every', 'standard', { windowMs: 5000, nodes: ['node2'] }),
  startup('FM-STARTUP-EST:first', 'below-floor', { windowMs: 2000, why: worldFirst }),
];
