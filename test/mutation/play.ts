/** One profile against one mutant on a cluster that stands. */
import type { Cluster } from '../cluster/index.ts';
import { waitFor } from '../cluster/shell/wait.ts';
import { localImage } from '../e2e/support/netproof.ts';
import type { Stage } from '../e2e/support/stage.ts';
import type { FaultSpec } from '../enforcer/faults/spec.ts';
import { readAnswer } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import type { Profile } from './mutant.ts';
import type { Step } from './plan.ts';
import { restartingEnforcers } from './restarts.ts';

/** A run that takes longer hangs: what it says when it is cut short is no answer. */
const limitMs: Readonly<Record<Profile, number>> = { canary: 180_000, quick: 600_000, standard: 1_200_000, long: 3_600_000 };

const argumentsOf = (profile: Profile): string[] => [...(profile === 'canary' ? ['canary'] : ['conformance', '--profile', profile]), '-o', 'json', ...localImage];

/** The fault is set anew for each profile: what it remembers, and when it began, is the same for all of them. */
export const play = async (stage: Stage, { mutant, profile }: Step): Promise<Attempt> => {
  const { cluster } = stage;
  await setFault(cluster, undefined);
  await setFault(cluster, mutant.fault);
  const startedMs = performance.now();
  const ask = (): Promise<Answer> => askNetproof(stage, profile);
  const answer = mutant.restartEveryMs === undefined ? await ask() : await restartingEnforcers(cluster.nodes, mutant.restartEveryMs, ask);
  return { mutant: mutant.key, profile, seconds: (performance.now() - startedMs) / 1000, ...readAnswer(profile, answer) };
};

interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const askNetproof = async ({ netproof }: Stage, profile: Profile): Promise<Answer> => {
  const { child, done } = netproof.start(argumentsOf(profile));
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    child.kill('SIGINT');
  }, limitMs[profile]);
  try {
    const answer = await done;
    if (isLate) throw new Error(`netproof took more than ${limitMs[profile] / 1000} s`);
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
