/** What tells afterwards why a run said what it said. */
import { copyFileSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Stage } from '../e2e/support/stage.ts';
import type { Played } from './play.ts';

export interface Evidence {
  /** By which the run writes down all that it saw. */
  readonly flags: readonly string[];
  /** Keeps what the run saw and said, with the errors of the nodes' enforcers, if it is wrong. @returns where */
  readonly sift: (played: Played) => string | undefined;
}

export const collectEvidence = ({ cluster }: Stage, seed: number): Evidence => {
  const folder = mkdtempSync(join(tmpdir(), `netproof-chaos-${seed}-`));
  return {
    flags: ['--record', join(folder, 'recording.json')],
    sift: ({ outcome, stdout, stderr }) => {
      if (!outcome.startsWith('wrong')) {
        rmSync(folder, { recursive: true });
        return undefined;
      }
      writeFileSync(join(folder, 'report.json'), stdout);
      writeFileSync(join(folder, 'stderr.txt'), stderr);
      for (const log of globSync(join(cluster.logs, '*.enforcer.log'))) copyFileSync(log, join(folder, basename(log)));
      return folder;
    },
  };
};
