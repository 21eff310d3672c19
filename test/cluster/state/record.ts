import { readFile, rename, writeFile } from 'node:fs/promises';
import type { ClusterOptions } from '../options.ts';
import { ClusterError } from '../shell/failure.ts';
import { clusterPaths } from './paths.ts';
import type { ProcessId } from './processes.ts';

/** What is written down about a cluster; `phase` is `up` only once everything has been seen to work. */
export interface ClusterRecord {
  readonly version: 1;
  readonly phase: 'booting' | 'up';
  readonly options: ClusterOptions;
  /** The process that holds each host's namespaces. */
  readonly anchors: Readonly<Record<string, ProcessId>>;
  /** Of the forwarder on 127.0.0.1. */
  readonly apiPort: number;
}

/** The record of a cluster, or undefined if there is none. */
export async function readRecord(name: string): Promise<ClusterRecord | undefined> {
  const path = clusterPaths(name).record;
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const record = JSON.parse(text) as ClusterRecord;
  if (record.version !== 1) throw new ClusterError(`Cannot read ${path}: it is of another version; run "down" first`);
  return record;
}

export async function writeRecord(record: ClusterRecord): Promise<void> {
  const path = clusterPaths(record.options.name).record;
  await writeFile(`${path}.draft`, JSON.stringify(record, null, 2));
  await rename(`${path}.draft`, path);
}
