/** One run against one mutant on a cluster that stands. */
import type { ConformanceCase } from '../../src/conformance/case/case.ts';
import type { Cluster } from '../cluster/index.ts';
import { waitFor } from '../cluster/shell/wait.ts';
import { localImage } from '../e2e/support/netproof.ts';
import type { Stage } from '../e2e/support/stage.ts';
import type { FaultSpec } from '../enforcer/faults/spec.ts';
import { readAnswer } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import type { Mutant } from './mutant.ts';
import type { Step } from './plan.ts';
import { restartingEnforcers } from './restarts.ts';
import { casesOn } from './rung.ts';
import type { Rung } from './rung.ts';

/** A run that takes longer hangs: what it says when it is cut short is no answer. */
const limitMs: Readonly<Record<Rung, number>> = { canary: 180_000, cases: 900_000, standard: 1_200_000, long: 3_600_000 };

/** What a right enforcer is given on this cluster, where it takes less than a second. */
const policyTimeoutMs = 10_000;
const usualTimeoutMs = 30_000;

/** What is late for so long would be called wrong, and is not by whoever waits as long as usual. */
const needsPatience = ({ fault, fate }: Mutant): boolean =>
  fate === 'never' || [fault?.delayMs, fault?.windowMs].some((ms = 0) => ms >= policyTimeoutMs && ms <= usualTimeoutMs);

/** Of a guilty one a single case is enough. */
export const argumentsOf = ({ mutant, rung }: Step, cases: readonly ConformanceCase[]): string[] => {
  if (rung === 'canary') return ['canary', '-o', 'json'];
  const what = rung === 'cases' ? casesOn(rung, mutant, cases).flatMap(({ id }) => ['--case', id]) : ['--profile', rung];
  return ['conformance', '-o', 'json', ...what, ...(mutant.fate === 'never' ? [] : ['--fail-fast']), ...(needsPatience(mutant) ? [] : ['--policy-timeout', `${policyTimeoutMs / 1000}s`])];
};

export interface Played {
  readonly attempt: Attempt;
  /** What netproof printed. */
  readonly report: string;
}

/** The fault is set anew for each run: what it remembers, and when it began, is the same for all of them. */
export const play = async (stage: Stage, step: Step, cases: readonly ConformanceCase[]): Promise<Played> => {
  const { mutant, rung } = step;
  const { cluster } = stage;
  await setFault(cluster, undefined);
  await setFault(cluster, mutant.fault);
  const startedMs = performance.now();
  const ask = (): Promise<Answer> => askNetproof(stage, [...argumentsOf(step, cases), ...localImage], limitMs[rung]);
  const answer = mutant.restartEveryMs === undefined ? await ask() : await restartingEnforcers(cluster.nodes, mutant.restartEveryMs, ask);
  return { attempt: { mutant: mutant.key, rung, seconds: (performance.now() - startedMs) / 1000, ...readAnswer(rung, answer) }, report: answer.stdout };
};

interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const askNetproof = async ({ netproof }: Stage, words: readonly string[], atMostMs: number): Promise<Answer> => {
  const { child, done } = netproof.start(words);
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    child.kill('SIGINT');
  }, atMostMs);
  try {
    const answer = await done;
    if (isLate) throw new Error(`netproof took more than ${atMostMs / 1000} s`);
    return answer;
  } finally {
    clearTimeout(limit);
  }
};

/** An enforcer that was just started again does not listen yet. */
export const setFault = async (cluster: Cluster, fault: FaultSpec | undefined): Promise<void> => {
  let refused: unknown;
  const isSet = async (): Promise<boolean> => {
    try {
      await cluster.setFault(fault);
      return true;
    } catch (error) {
      refused = error;
      return false;
    }
  };
  await waitFor('the enforcers', isSet, { timeoutMs: 20_000 }).catch((error: unknown) => {
    throw new Error(`Cannot set a fault: ${refused instanceof Error ? refused.message : String(refused)}`, { cause: error });
  });
};
