/** One run of netproof behind a proxy that fails. */
import { writeKubeconfig } from '../e2e/support/kubeconfig.ts';
import { createNetproof } from '../e2e/support/netproof.ts';
import type { Judge, Judged } from './ended.ts';
import type { Choose } from './proxy/fault.ts';
import { startProxy } from './proxy/proxy.ts';
import type { Upstream } from './proxy/upstream.ts';
import { judgeRun } from './truth.ts';

/** Whatever happens, a run has ended by then: launch, observation, collection and every request have their own deadlines. */
export const deadlineMs = 300_000;

export interface Played extends Judged {
  readonly seconds: number;
  readonly requests: number;
  readonly met: Readonly<Record<string, number>>;
  readonly stdout: string;
  readonly stderr: string;
}

export interface PlayOptions {
  /** By whom the result is judged; that of a run with the known matrix, if not given. */
  readonly judge?: Judge;
  /** The sources, if not given. */
  readonly program?: string;
}

export const play = async (upstream: Upstream, choose: Choose, words: readonly string[], { judge = judgeRun, program }: PlayOptions = {}): Promise<Played> => {
  const proxy = await startProxy(upstream, choose);
  try {
    const startedMs = performance.now();
    const { child, done } = createNetproof(writeKubeconfig(proxy.server, ''), program).start(words);
    const limit = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
    const result = await done;
    clearTimeout(limit);
    return { ...judge(result), seconds: (performance.now() - startedMs) / 1000, requests: proxy.requests(), met: proxy.met(), stdout: result.stdout, stderr: result.stderr };
  } finally {
    await proxy.close();
  }
};
