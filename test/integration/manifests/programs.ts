/** helm and kubectl, for suites that need no cluster: of the versions that the test cluster pins where there is Go, otherwise what is installed. */
import { join } from 'node:path';
import { goVersion } from '../../cluster/host/preflight.ts';
import { ensurePrograms } from '../../cluster/programs/build.ts';
import { helm, kubectl } from '../../cluster/programs/modules.ts';
import type { ProgramModule } from '../../cluster/programs/modules.ts';
import { timedLines } from '../../cluster/shell/progress.ts';
import { run, runAny } from '../../cluster/shell/run.ts';
import type { RunOptions, RunResult } from '../../cluster/shell/run.ts';
import { skipUnlessCi } from '../../support/skip.ts';

const modules = { helm, kubectl } as const;
export type ProgramName = keyof typeof modules;

/** Runs one of them in a place without a cluster. */
export interface Program {
  /** @throws CommandError @returns stdout */
  (args: readonly string[], options?: Pick<RunOptions, 'input' | 'cwd'>): Promise<string>;
  readonly any: (args: readonly string[], options?: Pick<RunOptions, 'input' | 'cwd'>) => Promise<RunResult>;
}

/** Both built from nothing, beside whatever else the machine does. */
const buildTimeoutMs = 30 * 60_000;

const versionArgs = { helm: ['version'], kubectl: ['version', '--client'] } as const;

const pathOf = async (name: ProgramName): Promise<string | undefined> => {
  const module: ProgramModule = modules[name];
  if (await goVersion().catch(() => undefined)) return join(await ensurePrograms(module, timedLines((line) => process.stderr.write(line))), name);
  const asked = await runAny([name, ...versionArgs[name]]).catch(() => undefined);
  return asked?.code === 0 ? name : undefined;
};

/** Where it cannot be had, the suite is skipped with the reason; in CI that is an error. */
export const requireProgram = async (context: Mocha.Context, name: ProgramName): Promise<Program> => {
  context.timeout(buildTimeoutMs);
  const path = await pathOf(name);
  if (path === undefined) return skipUnlessCi(context, 'tests of the manifests', `there is neither ${name} nor Go to build it`);
  const common = { env: { ...process.env, KUBECONFIG: '/nonexistent' }, timeoutMs: 60_000 };
  const program = (args: readonly string[], options: RunOptions = {}): Promise<string> => run([path, ...args], { ...options, ...common });
  return Object.assign(program, { any: (args: readonly string[], options: RunOptions = {}) => runAny([path, ...args], { ...options, ...common }) });
};
