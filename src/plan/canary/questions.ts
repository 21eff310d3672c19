/** What the canary asks of each node, as data: every deny has its twin, the same way at the same time under the same policy. */
import { canaryPorts } from '../../model/marks.ts';
import type { CanaryQuestion } from '../../model/plan.ts';

/** Guarded pods are selected by the canary's policies; free ones, the controls, by none. */
export type Side = 'guarded' | 'free';

export interface Question {
  readonly direction: CanaryQuestion['direction'];
  readonly from: Side;
  readonly to: Side;
  readonly port: number;
  readonly verdict: 'allow' | 'deny';
}

const { open, closed } = canaryPorts;

export const questions: readonly Question[] = [
  { direction: 'ingress', from: 'free', to: 'guarded', port: closed, verdict: 'deny' },
  { direction: 'ingress', from: 'free', to: 'guarded', port: open, verdict: 'allow' },
  { direction: 'egress', from: 'guarded', to: 'free', port: closed, verdict: 'deny' },
  { direction: 'egress', from: 'guarded', to: 'free', port: open, verdict: 'allow' },
  // Neither policy names guarded pods as a peer: this tells an enforcer that ignores ports from one that ignores all.
  { direction: 'both', from: 'guarded', to: 'guarded', port: open, verdict: 'deny' },
  // No policy selects either end: whatever closes this, the canary's policies are not to blame.
  { direction: 'none', from: 'free', to: 'free', port: closed, verdict: 'allow' },
];
