import { readFile, writeFile } from 'node:fs/promises';
import type { FaultSpec } from '../faults/spec.ts';

/** The fault that was in force when the agent ended: one that is started again goes on being wrong in the same way. */
export async function readFault(path: string): Promise<FaultSpec | undefined> {
  const text = await readFile(path, 'utf8').catch(() => 'null');
  return (JSON.parse(text) as FaultSpec | null) ?? undefined;
}

export async function writeFault(path: string, fault: FaultSpec | undefined): Promise<void> {
  await writeFile(path, JSON.stringify(fault ?? null));
}
