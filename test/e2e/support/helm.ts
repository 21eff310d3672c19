import { join } from 'node:path';
import { silent } from '../../cluster/index.ts';
import { ensurePrograms } from '../../cluster/programs/build.ts';
import { helm } from '../../cluster/programs/modules.ts';
import { run } from '../../cluster/shell/run.ts';

/** Runs helm against a cluster; throws with its stderr where it fails. @returns stdout */
export type Helm = (args: readonly string[], options?: { readonly input?: string }) => Promise<string>;

export const createHelm = async (kubeconfig: string): Promise<Helm> => {
  const program = join(await ensurePrograms(helm, silent), 'helm');
  return (args, options = {}) => run([program, '--kubeconfig', kubeconfig, ...args], { ...options, timeoutMs: 300_000 });
};
