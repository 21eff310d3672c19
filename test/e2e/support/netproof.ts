import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { RunReport } from '../../../src/model/report.ts';

const root = join(import.meta.dirname, '../../..');
const sources = join(root, 'src/cli/netproof.js');

/** What the image has, bundled whenever it is built: it starts half a second sooner. */
export const bundle = join(root, 'dist/netproof.cjs');

/** The flags by which probe pods of the test cluster find their image. */
export const localImage = ['--image', 'localhost/netproof:test', '--image-pull-policy', 'Never'] as const;

export interface NetproofResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Netproof {
  /** Runs the command line to its end. */
  (args: readonly string[]): Promise<NetproofResult>;
  /** `run -o json` of a matrix, with its report. */
  readonly matrix: (file: string, flags?: readonly string[]) => Promise<MatrixResult>;
  /** Starts it and leaves it running. */
  readonly start: (args: readonly string[]) => RunningNetproof;
  /** Starts `run -o json` of a matrix and leaves it running. */
  readonly startMatrix: (file: string, flags?: readonly string[]) => Omit<RunningNetproof, 'done'> & { readonly done: Promise<MatrixResult> };
}

export type MatrixResult = NetproofResult & { readonly report: RunReport };

export interface RunningNetproof {
  readonly child: ChildProcess;
  readonly done: Promise<NetproofResult>;
  /** Waits until it has said this on stderr. */
  readonly said: (text: string) => Promise<void>;
}

/** @param program the sources, if not given; @param env beside this process's own */
export const createNetproof = (kubeconfig: string, program = sources, env: Readonly<Record<string, string>> = {}): Netproof => {
  const start = (args: readonly string[]): RunningNetproof => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env, KUBECONFIG: kubeconfig, FORCE_COLOR: '0' } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    const done = new Promise<NetproofResult>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
    const said = async (text: string): Promise<void> => {
      while (!stderr.includes(text)) {
        if (child.exitCode !== null) throw new Error(`netproof ended before it said "${text}":\n${stderr}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    return { child, done, said };
  };
  const call = (args: readonly string[]): Promise<NetproofResult> => start(args).done;
  const startMatrix: Netproof['startMatrix'] = (file, flags = []) => {
    const running = start(['run', '-f', file, '-o', 'json', ...localImage, ...flags]);
    return { ...running, done: running.done.then(withReport) };
  };
  const matrix: Netproof['matrix'] = (file, flags) => startMatrix(file, flags).done;
  return Object.assign(call, { matrix, start, startMatrix });
};

const withReport = (result: NetproofResult): MatrixResult => {
  if (result.stdout === '') throw new Error(`netproof printed no report (exit ${result.code}):\n${result.stderr}`);
  return { ...result, report: JSON.parse(result.stdout) as RunReport };
};
