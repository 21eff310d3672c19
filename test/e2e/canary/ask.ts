/** One row of the table on a cluster that stands: its fault is made, the canary is asked, and the fault is undone. */
import type { RunReport } from '../../../src/model/report.ts';
import { localImage } from '../support/netproof.ts';
import type { Stage } from '../support/stage.ts';
import type { CanaryRow } from './rows.ts';

export interface CanaryAnswer {
  readonly code: number | null;
  readonly report: RunReport;
  readonly stderr: string;
  readonly wallMs: number;
}

/** Felix needs a moment to take up its work again. */
const againMs = 3000;

export const askCanary = async ({ cluster, netproof }: Stage, { cni, fault, killed }: CanaryRow): Promise<CanaryAnswer> => {
  if (cni === 'faulty') await cluster.setFault(fault);
  if (killed !== undefined) await cluster.node(killed).kill('felix');
  try {
    const startedMs = performance.now();
    const { code, stdout, stderr } = await netproof(['canary', '-o', 'json', ...localImage]);
    const wallMs = performance.now() - startedMs;
    if (stdout === '') throw new Error(`the canary printed no report (exit ${code}):\n${stderr}`);
    return { code, report: JSON.parse(stdout) as RunReport, stderr, wallMs };
  } finally {
    if (cni === 'faulty') await cluster.setFault(undefined);
    if (killed !== undefined) {
      await cluster.node(killed).start('felix');
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
};
