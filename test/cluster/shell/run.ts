import { spawn } from 'node:child_process';
import { messageOf } from './failure.ts';

export interface RunOptions {
  readonly input?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Called with each line that the command writes to stderr, as it comes. */
  readonly onErrorLine?: (line: string) => void;
  readonly timeoutMs?: number;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code, or the signal that ended the command. */
  readonly code: number | NodeJS.Signals;
}

/** A command that ended with anything but 0. The message holds the command as one would type it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly result: RunResult;

  constructor(argv: readonly string[], result: RunResult) {
    const said = result.stderr.trim() || result.stdout.trim();
    super(`Command failed with ${result.code}: ${argv.join(' ')}${said === '' ? '' : `\n${lastLines(said, 15)}`}`);
    this.result = result;
  }
}

function lastLines(text: string, count: number): string {
  return text.split('\n').slice(-count).join('\n');
}

/** Runs a command to its end, whatever its exit code. */
export async function runAny(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [program, ...args] = argv;
  if (program === undefined) throw new Error('No command given');
  const { promise, resolve, reject } = Promise.withResolvers<RunResult>();
  const child = spawn(program, args, {
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: options.env ?? process.env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
  });
  let stdout = '';
  let stderr = '';
  let partial = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    const lines = (partial + chunk).split('\n');
    partial = lines.pop() ?? '';
    for (const line of lines) options.onErrorLine?.(line);
  });
  // A command that ends before it has read its input is judged by its exit code, not by the broken pipe.
  child.stdin?.on('error', () => {}).end(options.input);
  child.on('error', (error) => reject(new Error(`Cannot run ${program}: ${messageOf(error)}`, { cause: error })));
  child.on('close', (code, signal) => resolve({ stdout, stderr, code: code ?? signal ?? 'SIGKILL' }));
  return promise;
}

/**
 * Runs a command and returns its stdout.
 * @throws CommandError if it does not end with 0.
 */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await runAny(argv, options);
  if (result.code !== 0) throw new CommandError(argv, result);
  return result.stdout;
}
