import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const main = join(import.meta.dirname, '../../../src/cli/netproof.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Closes our end of its stdout before it writes. */
  readonly deaf?: boolean;
  /** By which path it is called. */
  readonly program?: string;
}

/** Runs the real command line, in an environment without a cluster, and waits for its end. */
export const netproof = async (args: readonly string[], { env = {}, input = '', deaf = false, program = main }: RunOptions = {}): Promise<Ended> => {
  const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env }, stdio: 'pipe' });
  const closed = once(child, 'close');
  let [stdout, stderr] = ['', ''];
  if (deaf) child.stdout.destroy();
  else child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  child.stdin.on('error', () => undefined).end(input);
  const [code] = (await closed) as [number | null];
  return { code, stdout, stderr };
};

export interface Running {
  readonly child: ChildProcess;
  readonly done: Promise<Ended>;
  /** Waits until it has said this on stderr. @returns the first group */
  readonly said: (pattern: RegExp) => Promise<string | undefined>;
}

/** Starts the real command line, and leaves it running. */
export const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Running => {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return {
    child,
    done: closed.then(([code]) => ({ code: code as number | null, stdout, stderr })),
    said: async (pattern) => {
      for (let found = pattern.exec(stderr); ; found = pattern.exec(stderr)) {
        if (found !== null) return found[1];
        if (child.exitCode !== null) throw new Error(`it has ended: ${stderr}`);
        await sleep(20);
      }
    },
  };
};

/** A port of loopback on which nobody listens any more. */
export const closedPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** A folder for the files of a suite, gone with it. */
export const createFolder = (): { readonly write: (name: string, text: string) => string; readonly path: (name: string) => string; readonly link: (name: string) => string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'netproof-cli-'));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    /** To the program, by another name. */
    link: (name) => {
      symlinkSync(main, path(name));
      return path(name);
    },
    write: (name, text) => {
      writeFileSync(path(name), text);
      return path(name);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
};
