import { readFileSync } from 'node:fs';
import { startProxy } from '../../chaos/proxy/proxy.ts';
import { upstreamOf } from '../../chaos/proxy/upstream.ts';
import { writeKubeconfig } from '../../e2e/support/kubeconfig.ts';
import { bundle, createNetproof } from '../../e2e/support/netproof.ts';
import { memoryIn } from './memory.ts';

/** What one call of the command line cost. */
export interface Measured {
  readonly seconds: number;
  /** Resident at most, in MiB. */
  readonly peakMiB: number;
  readonly requests: number;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const measure = async (kubeconfig: string, words: readonly string[]): Promise<Measured> => {
  const upstream = upstreamOf(kubeconfig);
  const proxy = await startProxy(upstream, () => undefined);
  try {
    const startedMs = performance.now();
    const { child, done } = createNetproof(writeKubeconfig(proxy.server, ''), bundle).start(words);
    let peakMiB = 0;
    const timer = setInterval(() => (peakMiB = Math.max(peakMiB, peakOf(child.pid))), 100);
    const result = await done;
    clearInterval(timer);
    return { ...result, seconds: (performance.now() - startedMs) / 1000, peakMiB, requests: proxy.requests() };
  } finally {
    await proxy.close();
    upstream.close();
  }
};

/** The kernel keeps the highest; what comes in a process's last tenth of a second is missed. */
const peakOf = (pid: number | undefined): number => {
  try {
    return memoryIn(readFileSync(`/proc/${pid}/status`, 'utf8')).peakMiB;
  } catch {
    return 0;
  }
};
