/**
 * Runs of a small matrix against an API server that fails by chance. Ends with `runs R, wrong W, leftovers L`:
 *
 *     npm run chaos -- [--runs 500] [--seed 1] [--lanes 2] [--cluster chaos]
 *
 * A run of seed S is always that of `--runs 1 --seed S`. Leftovers are what is in the cluster once a run has ended, before
 * anybody sweeps.
 */
import { parseArgs } from 'node:util';
import { attach } from '../cluster/index.ts';
import { timedLines } from '../cluster/shell/progress.ts';
import { bundle } from '../e2e/support/netproof.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import { playSeeds } from './seeds.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' }, lanes: { type: 'string', default: '2' }, cluster: { type: 'string', default: 'chaos' } } });
const progress = timedLines((line) => process.stderr.write(line));
const wasThere = await attach(values.cluster).then(() => true, () => false);
const stage = await bootStage('faulty', values.cluster, { workloads: false, progress });
try {
  await stage.netproof(['cleanup']);
  const { line, wrong, leftovers } = await playSeeds(stage, { first: Number(values.seed), runs: Number(values.runs), lanes: Number(values.lanes), program: bundle, progress });
  process.stdout.write(line);
  process.exitCode = wrong + leftovers > 0 ? 1 : 0;
} finally {
  if (!wasThere) await endStage(stage);
}
