/** CPU and memory of a program in a pod, as its node's kernel accounts for it. */
import type { ClusterNode } from '../cluster/index.ts';
import { memoryIn } from './support/memory.ts';
import type { Memory } from './support/memory.ts';

export interface Usage extends Memory {
  /** Seconds of CPU since the program started, user and system. */
  readonly cpuSeconds: number;
}

/** Linux counts CPU time in hundredths of a second for programs. */
const ticksPerSecond = 100;

/** The process on this node whose environment holds a text, or undefined where there is none. */
export const findProcess = async (node: ClusterNode, text: string): Promise<number | undefined> => {
  const { stdout } = await node.tryExec(['sh', '-c', 'grep -lsF -- "$1" /proc/[0-9]*/environ', 'sh', text]);
  const pid = /^\/proc\/(\d+)\/environ$/m.exec(stdout)?.[1];
  return pid === undefined ? undefined : Number(pid);
};

export const usageOf = async (node: ClusterNode, pid: number): Promise<Usage> => {
  const [stat, status] = await Promise.all([node.exec(['cat', `/proc/${pid}/stat`]), node.exec(['cat', `/proc/${pid}/status`])]);
  // The name of the program, in brackets, may hold blanks; the fields behind it are counted from the state on.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond, ...memoryIn(status) };
};
