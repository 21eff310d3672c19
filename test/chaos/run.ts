/**
 * Runs of a small matrix against an API server that fails by chance, or that are ended by a signal. Ends with
 * `runs R, wrong W, leftovers L`:
 *
 *     npm run chaos -- [--runs 500] [--seed 1] [--lanes 4] [--cluster chaos]
 *     npm run chaos -- --kills 200 …        ends with `kills N, wrong W, leftovers L`
 *
 * A run of seed S has the same dice as `--runs 1 --seed S`. Leftovers are what is in the cluster once a run has ended, before
 * anybody sweeps; after a SIGKILL, once `netproof cleanup` has.
 */
import { parseArgs } from 'node:util';
import { attach } from '../cluster/index.ts';
import { timedLines } from '../cluster/shell/progress.ts';
import { bundle } from '../e2e/support/netproof.ts';
import { bootStage, endStage } from '../e2e/support/stage.ts';
import { playKills } from './kills.ts';
import { playSeeds } from './seeds.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' }, kills: { type: 'string' }, lanes: { type: 'string', default: '4' }, cluster: { type: 'string', default: 'chaos' } } });
const progress = timedLines((line) => process.stderr.write(line));
const wasThere = await attach(values.cluster).then(() => true, () => false);
const stage = await bootStage('faulty', values.cluster, { workloads: false, progress });
try {
  await stage.netproof(['cleanup']);
  const common = { first: Number(values.seed), lanes: Number(values.lanes), program: bundle, progress };
  const { line, wrong, leftovers } = values.kills === undefined ? await playSeeds(stage, { ...common, runs: Number(values.runs) }) : await playKills(stage, { ...common, kills: Number(values.kills) });
  process.stdout.write(line);
  process.exitCode = wrong + leftovers > 0 ? 1 : 0;
} finally {
  if (!wasThere) await endStage(stage);
}
