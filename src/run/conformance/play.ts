/** Plays one case on one set, from open to open. */
import type { ConformanceCase, Expectation, Step } from '../../conformance/case/case.ts';
import type { Patience } from '../../conformance/judge/patience.ts';
import { caseResult } from '../../conformance/judge/case.ts';
import type { CaseResult, StepResult } from '../../conformance/result/result.ts';
import { act, noTraces, undo } from './act.ts';
import type { Actor, Traces } from './act.ts';
import { playBurst } from './burst.ts';
import { settle } from './settle.ts';

const open: Expectation = { deny: [], allow: [] };

export interface Played {
  readonly result: CaseResult;
  /** Everything is open again: the set can be used for another case. */
  readonly clean: boolean;
}

export const playCase = async (actor: Actor, played: ConformanceCase, patience: Patience): Promise<Played> => {
  const { context, set } = actor;
  const traces = noTraces();
  const sinceMs = context.now();
  const attemptsBefore = set.attempts();
  const steps: StepResult[] = [];
  let before = open;
  for (const step of played.steps) {
    const does = step.does ?? describe(step);
    const result = await playStep(actor, step, before, traces, patience);
    steps.push({ does, ...result });
    // What follows would rest on what has failed.
    if (result.outcome !== 'enforced') break;
    before = step.expect[0] ?? open;
  }
  await undo(actor, traces);
  const last = await settle(context, set, { expect: [open], before, stepMs: context.now(), holdMs: 0, isAbsent: () => false, leastDeadlineMs: freshPodMs }, patience);
  steps.push({ does: 'take everything back', ...last });
  return {
    result: caseResult(played, steps, { attempts: set.attempts() - attemptsBefore, durationMs: Math.round(context.now() - sinceMs) }),
    clean: last.outcome === 'enforced',
  };
};

const playStep = async (actor: Actor, step: Step, before: Expectation, traces: Traces, patience: Patience): Promise<Omit<StepResult, 'does'>> => {
  const { context, set } = actor;
  const refusal = await act(actor, step, traces);
  if (refusal !== undefined) return { outcome: 'not-testable', beyondCluster: true, reason: refusal, cells: 0, wrong: [] };
  const stepMs = context.now();
  const isAbsent = ({ way }: { readonly way: { readonly from: string; readonly to: string } }): boolean => [...traces.absent].some((key) => key === way.from || key === way.to);
  const [usual = open, ...others] = step.expect;
  const settled = await settle(context, set, { expect: [usual, ...others], before, stepMs, holdMs: step.holdMs ?? 0, isAbsent, ...(makesPods(step) ? { leastDeadlineMs: freshPodMs } : {}) }, patience);
  if (step.burst === undefined || settled.outcome !== 'enforced') return settled;
  const burst = await playBurst(actor, step.burst, usual);
  return { ...settled, ...burst, cells: settled.cells + burst.cells };
};

/** A pod may be without network for a while after its start, and that is nobody's policy. */
const freshPodMs = 20_000;

const makesPods = ({ recreate, inherit }: Step): boolean => recreate.length > 0 || inherit !== undefined;

const describe = ({ apply, remove, label, recreate, finish, pending, inherit, burst }: Step): string =>
  [
    ...pending.map((key) => `make a pod like ${key} that no node takes`),
    ...remove.map((name) => `remove ${name}`),
    ...apply.map(({ metadata: { namespace, name } }) => `apply ${namespace}/${name}`),
    ...label.map(({ of }) => `label ${of}`),
    ...recreate.map((key) => `recreate ${key}`),
    ...finish.map((key) => `finish ${key}`),
    ...(inherit === undefined ? [] : [`another pod gets the address of ${inherit.from}`]),
    ...(burst === undefined ? [] : [`start ${burst.pods} pods like ${burst.like}`]),
  ].join(', ');
