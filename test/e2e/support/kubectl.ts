import { join } from 'node:path';
import { ensurePrograms } from '../../cluster/programs/build.ts';
import { kubernetes } from '../../cluster/programs/modules.ts';
import { silent } from '../../cluster/index.ts';
import { run } from '../../cluster/shell/run.ts';

export interface Kubectl {
  /** Runs kubectl; throws with its stderr where it fails. @returns stdout */
  (args: readonly string[], options?: { readonly input?: string }): Promise<string>;
  /** `get -o json` of something, parsed. */
  readonly json: <T>(args: readonly string[]) => Promise<T>;
}

export const createKubectl = async (kubeconfig: string): Promise<Kubectl> => {
  const program = join(await ensurePrograms(kubernetes, silent), 'kubectl');
  const call = (args: readonly string[], options: { readonly input?: string } = {}): Promise<string> =>
    run([program, '--kubeconfig', kubeconfig, ...args], { ...options, timeoutMs: 120_000 });
  const json = async <T>(args: readonly string[]): Promise<T> => JSON.parse(await call([...args, '-o', 'json'])) as T;
  return Object.assign(call, { json });
};
