/** Runs that are ended at any moment: by a signal that they may heed, or by one that they cannot. */
import { waitUntilClean } from '../e2e/support/leftovers.ts';
import { createNetproof, localImage } from '../e2e/support/netproof.ts';
import type { NetproofResult } from '../e2e/support/netproof.ts';
import type { Stage } from '../e2e/support/stage.ts';
import { dice } from '../support/dice.ts';
import { prepareTruth, removeTruth } from './truth.ts';

export const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;
type Signal = (typeof signals)[number];

/** A run of the matrix takes some 15 s; some are over before their signal comes. */
const latestMs = 17_000;

export interface Kills {
  readonly first: number;
  readonly kills: number;
  /** Runs at the same time, which all get the same signal, each at a moment of its own. */
  readonly lanes: number;
  readonly program?: string;
  readonly progress: (line: string) => void;
}

export interface KillTally {
  readonly kills: number;
  readonly wrong: number;
  readonly leftovers: number;
  /** How often each signal came to a run that still went on. */
  readonly sent: Readonly<Partial<Record<Signal, number>>>;
  readonly line: string;
}

export const playKills = async (stage: Stage, { first, kills, lanes, program, progress }: Kills): Promise<KillTally> => {
  const matrix = await prepareTruth(stage.kubectl);
  const netproof = createNetproof(stage.cluster.kubeconfig, program);
  const wrong: string[] = [];
  const leftovers: string[] = [];
  const sent: Partial<Record<Signal, number>> = {};
  const kill = async (seed: number, signal: Signal): Promise<void> => {
    const afterMs = 200 + dice(seed)() * latestMs;
    const { child, done } = netproof.start(['run', '-f', matrix, '-o', 'json', '--no-canary', ...localImage]);
    const send = (): void => {
      if (child.kill(signal)) sent[signal] = (sent[signal] ?? 0) + 1;
    };
    const timer = setTimeout(send, afterMs);
    const result = await done;
    clearTimeout(timer);
    const flaw = flawOf(result, signal);
    progress(`seed ${seed}: ${signal} after ${(afterMs / 1000).toFixed(1)} s: exit ${result.code}${flaw === undefined ? '' : `: ${flaw}\n${result.stderr}`}`);
    if (flaw !== undefined) wrong.push(flaw);
  };
  try {
    for (let seed = first, batch = 0; seed < first + kills; seed += lanes, batch += 1) {
      const signal = signals[batch % signals.length] ?? 'SIGKILL';
      await Promise.all(Array.from({ length: Math.min(lanes, first + kills - seed) }, (_, lane) => kill(seed + lane, signal)));
      if (signal === 'SIGKILL') await stage.netproof(['cleanup']);
      const left = await waitUntilClean(stage.kubectl);
      if (left.length === 0) continue;
      progress(`left after ${signal}: ${left.join(', ')}`);
      leftovers.push(...left);
      await stage.netproof(['cleanup']);
    }
  } finally {
    await removeTruth(stage.kubectl);
  }
  return { kills, wrong: wrong.length, leftovers: leftovers.length, sent, line: `kills ${kills}, wrong ${wrong.length}, leftovers ${leftovers.length}\n` };
};

/** The matrix has a leak, so that a run that came to its end has 1. One that had not begun has nothing to remove. */
const flawOf = ({ code, stderr }: NetproofResult, signal: Signal): string | undefined => {
  if (code === 1 || (code === null ? signal === 'SIGKILL' || stderr === '' : code === 130)) return undefined;
  return `exit code ${code}${stderr === '' ? ', and not a word' : ''}`;
};
