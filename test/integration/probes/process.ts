import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { attemptsIn, type BeatRecord, type EndRecord, type ProbePlan, type ProbeRecord } from '../../../probes/contract.ts';
import { cleanups } from './servers.ts';

const root = join(import.meta.dirname, '../../..');

/** The bundle as the image has it. `npm run bundle` or its like has to come first. */
export const bundle = join(root, 'dist/probe.cjs');

/** A plan that does nothing for a minute. */
export const emptyPlan = (controlPort: number): ProbePlan => ({
  contract: 4, run: 'run-1', pod: 'np-1', responder: 'server-a', controlPort, listen: [], selfDial: false, dials: [], lifeMs: 60_000,
});

/** A probe process and what it has written so far. */
export interface Running {
  readonly child: ChildProcess;
  readonly text: () => string;
  readonly records: () => ProbeRecord[];
  /** Settles when a record is there for which this holds. */
  readonly until: (is: (record: ProbeRecord) => boolean) => Promise<void>;
  readonly exitCode: () => Promise<number | null>;
}

/** Starts the bundled probe with a plan. */
export const startBundle = (plan: ProbePlan | string, podIps = '127.0.0.1,::1'): Running => {
  const child = spawn(process.execPath, [bundle], {
    env: { NETPROOF_PLAN: typeof plan === 'string' ? plan : JSON.stringify(plan), NETPROOF_POD_IPS: podIps },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  cleanups.push(() => child.kill('SIGKILL'));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const records = (): ProbeRecord[] => text.split('\n').slice(0, -1).map((line) => JSON.parse(line) as ProbeRecord);
  return {
    child,
    text: () => text,
    records,
    until: async (is) => {
      while (!records().some(is)) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    exitCode: async () => ((await closed) as [number | null])[0],
  };
};

/** What the end record of this text should say of the lines before it. */
export const accountOf = (text: string): Pick<EndRecord, 'lines' | 'attempts' | 'sha256'> => {
  const lines = text.split(/(?<=\n)/).slice(0, -1);
  const records = lines.map((line) => JSON.parse(line) as Exclude<ProbeRecord, BeatRecord>);
  return {
    lines: lines.length,
    attempts: records.reduce((sum, record) => sum + attemptsIn(record), 0),
    sha256: createHash('sha256').update(lines.join('')).digest('hex'),
  };
};
