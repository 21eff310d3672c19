/** Many runs, some of them side by side, each behind a proxy of its own. */
import { localImage } from '../e2e/support/netproof.ts';
import { waitUntilClean } from '../e2e/support/leftovers.ts';
import type { Stage } from '../e2e/support/stage.ts';
import { dice } from '../support/dice.ts';
import { collectEvidence } from './evidence.ts';
import { play } from './play.ts';
import type { Played } from './play.ts';
import { randomly } from './proxy/random.ts';
import { upstreamOf } from './proxy/upstream.ts';
import { prepareTruth, removeTruth } from './truth.ts';

/** Of the requests, how many fail: now and then, often, and nearly half of the time. In turn, so that a few runs meet all of them. */
const rates = [0.02, 0.1, 0.2, 0.4];

export interface Seeds {
  readonly first: number;
  readonly runs: number;
  /** Runs at the same time. */
  readonly lanes: number;
  readonly program?: string;
  readonly progress: (line: string) => void;
}

export interface Tally {
  readonly runs: number;
  readonly right: number;
  readonly wrong: number;
  readonly leftovers: number;
  readonly slowestSeconds: number;
  readonly met: Readonly<Record<string, number>>;
  /** `runs R, wrong W, leftovers L`, after what it stands for. */
  readonly line: string;
}

export const playSeeds = async (stage: Stage, { first, runs, lanes, program, progress }: Seeds): Promise<Tally> => {
  const matrix = await prepareTruth(stage.kubectl);
  const upstream = upstreamOf(stage.cluster.kubeconfig);
  const played: Played[] = [];
  const leftovers: string[] = [];
  const playSeed = async (seed: number): Promise<Played> => {
    const rate = rates[seed % rates.length] ?? 0;
    const evidence = collectEvidence(stage, seed);
    const one = await play(upstream, randomly(dice(seed), rate), ['run', '-f', matrix, '-o', 'json', '--no-canary', ...evidence.flags, ...localImage], program === undefined ? {} : { program });
    played.push(one);
    const kept = evidence.sift(one);
    progress(`seed ${seed}, rate ${rate}: ${one.outcome} in ${one.seconds.toFixed(1)} s, ${sum(one.met)} of ${one.requests} requests failed${one.reason === undefined ? '' : `: ${one.reason}`}${kept === undefined ? '' : `; kept in ${kept}`}`);
    return one;
  };
  try {
    for (let seed = first; seed < first + runs; seed += lanes) {
      const batch = Array.from({ length: Math.min(lanes, first + runs - seed) }, (_, lane) => seed + lane);
      const ended = await Promise.all(batch.map(playSeed));
      const left = await waitUntilClean(stage.kubectl);
      for (const { outcome, stderr } of ended) if (left.length > 0 || outcome.startsWith('wrong')) progress(stderr);
      if (left.length === 0) continue;
      progress(`left by seeds ${batch.join(', ')}: ${left.join(', ')}`);
      leftovers.push(...left);
      await stage.netproof(['cleanup']);
    }
  } finally {
    upstream.close();
    await removeTruth(stage.kubectl);
  }
  return tally(played, leftovers.length);
};

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((total, count) => total + count, 0);

const tally = (played: readonly Played[], leftovers: number): Tally => {
  const met: Record<string, number> = {};
  for (const one of played) for (const [name, count] of Object.entries(one.met)) met[name] = (met[name] ?? 0) + count;
  const right = played.filter(({ outcome }) => outcome === 'right').length;
  const wrong = played.filter(({ outcome }) => outcome.startsWith('wrong')).length;
  const slowestSeconds = Math.max(0, ...played.map(({ seconds }) => seconds));
  const lines = [
    ...Object.entries(met).map(([name, count]) => `${name}: ${count}`).toSorted((a, b) => (a < b ? -1 : 1)),
    `right ${right}, inconclusive ${played.length - right - wrong}, slowest ${slowestSeconds.toFixed(1)} s`,
    `runs ${played.length}, wrong ${wrong}, leftovers ${leftovers}`,
  ];
  return { runs: played.length, right, wrong, leftovers, slowestSeconds, met, line: `${lines.join('\n')}\n` };
};
