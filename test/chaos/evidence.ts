/** What tells afterwards why a run said what it said. */
import { copyFileSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Stage } from '../e2e/support/stage.ts';
import type { Played } from './play.ts';

export interface Evidence {
  /** Flags by which a run of this seed writes down all that it saw. */
  readonly flags: (seed: number) => readonly string[];
  /** Keeps what a run saw and said, with what the nodes' enforcers have loaded so far, if it is wrong. @returns where */
  readonly sift: (seed: number, played: Played) => string | undefined;
}

export const collectEvidence = ({ cluster }: Stage): Evidence => {
  const root = mkdtempSync(join(tmpdir(), 'netproof-chaos-'));
  const folderOf = (seed: number): string => join(root, `seed-${seed}`);
  return {
    flags: (seed) => {
      mkdirSync(folderOf(seed));
      return ['--record', join(folderOf(seed), 'recording.json')];
    },
    sift: (seed, { outcome, stdout, stderr }) => {
      const folder = folderOf(seed);
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
