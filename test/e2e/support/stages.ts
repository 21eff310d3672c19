/** The clusters of the end-to-end suites, one for each CNI: booted by the first suite that asks, shared by all, ended after the last. */
import { unavailable } from '../../cluster/index.ts';
import type { CniName, Progress } from '../../cluster/index.ts';
import { timedLines } from '../../cluster/shell/progress.ts';
import { skipUnlessCi } from '../../support/skip.ts';
import { bootStage, deployWorkloads, endStage } from './stage.ts';
import type { Stage } from './stage.ts';

const stages = new Map<CniName, Promise<Stage>>();

/** One cluster at a time: on two cores, two that boot together wait for each other. */
let queue: Promise<unknown> = Promise.resolve();

/** How long a first boot may take: everything is built from source once. */
export const bootTimeoutMs = 40 * 60_000;

/** Boots are slow, the first one above all: tell what is going on. */
export const tell = (): Progress => timedLines((line) => process.stderr.write(line));

/** A node is given up after 20 s of silence, not after 50: its kubelet reports every 5 s. */
const flags = { 'kube-controller-manager': ['--node-monitor-grace-period=20s'] };

const boot = async (cni: CniName): Promise<Stage> => {
  const workloads = cni !== 'faulty';
  const stage = await bootStage(cni, `e2e-${cni}`, { flags, workloads, progress: tell() });
  // A cluster that was kept may hold what an earlier, failed test left behind.
  await stage.netproof(['cleanup']);
  for (const example of workloads ? ['road-to-secure', 'aks-hardening'] : []) await deployWorkloads(stage, example);
  return stage;
};

/** Where there can be no cluster, the suite is skipped with the reason; in CI that is an error. */
export const requireCluster = (context: Mocha.Context): void => {
  context.timeout(bootTimeoutMs);
  const reason = unavailable();
  if (reason !== undefined) skipUnlessCi(context, 'end-to-end tests', reason);
};

/** A cluster with no policy and, unless its enforcer is the faulty one, with the examples' workloads. */
export const stageFor = async (context: Mocha.Context, cni: CniName): Promise<Stage> => {
  requireCluster(context);
  let stage = stages.get(cni);
  if (stage === undefined) {
    stage = queue.then(() => boot(cni));
    queue = stage.catch(() => undefined);
    stages.set(cni, stage);
  }
  return stage;
};

/** Ends one of them before the others; a suite that asks for it again boots it again. */
export const endStageFor = async (cni: CniName): Promise<void> => {
  const stage = await stages.get(cni);
  if (stage === undefined || keepsClusters()) return;
  stages.delete(cni);
  await endStage(stage);
};

const keepsClusters = (): boolean => process.env['NETPROOF_KEEP_CLUSTERS'] === '1';

/** NETPROOF_KEEP_CLUSTERS=1 leaves them up, so that the next run starts at once. */
export const endStages = async (): Promise<void> => {
  if (keepsClusters()) return;
  for (const stage of await Promise.allSettled(stages.values())) if (stage.status === 'fulfilled') await endStage(stage.value);
};
