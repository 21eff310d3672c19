import { cnis } from '../cni/index.ts';
import { requireLinuxAndRoot } from '../host/preflight.ts';
import type { CniName } from '../options.ts';
import { silent, type Progress } from '../shell/progress.ts';
import { gather } from './ingredients.ts';

/** Installs and builds what clusters of this CNI need, so that the next `up` only boots: minutes when cold. */
export async function prepare(cni: CniName, progress: Progress = silent): Promise<void> {
  requireLinuxAndRoot();
  await gather(cnis[cni], progress);
}
