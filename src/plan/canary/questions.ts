/** What the canary asks of each node, as data: every deny has its twin, the same way at the same time under the same policy. */
import type { CanaryQuestion } from '../../model/plan.ts';

/** Guarded pods are selected by the canary's policies; free ones, the controls, by none. */
export type Side = 'guarded' | 'free';

export interface Question {
  readonly direction: CanaryQuestion['direction'];
  readonly from: Side;
  readonly to: Side;
  /** The port that the policies open, or the one that they do not. */
  readonly port: 'open' | 'closed';
  readonly verdict: 'allow' | 'deny';
}

export const questions: readonly Question[] = [
  { direction: 'ingress', from: 'free', to: 'guarded', port: 'closed', verdict: 'deny' },
  { direction: 'ingress', from: 'free', to: 'guarded', port: 'open', verdict: 'allow' },
  { direction: 'egress', from: 'guarded', to: 'free', port: 'closed', verdict: 'deny' },
  { direction: 'egress', from: 'guarded', to: 'free', port: 'open', verdict: 'allow' },
  // Egress allows it and ingress does not, since its rule does not name guarded pods: this tells an enforcer that ignores
  // ports from one that ignores all, and finds one that asks at one end only.
  { direction: 'peers', from: 'guarded', to: 'guarded', port: 'open', verdict: 'deny' },
  // No policy selects either end: whatever closes this, the canary's policies are not to blame.
  { direction: 'none', from: 'free', to: 'free', port: 'closed', verdict: 'allow' },
  { direction: 'none', from: 'free', to: 'free', port: 'open', verdict: 'allow' },
];
