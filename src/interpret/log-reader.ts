/** Reads a probe's log while it grows: lines become records, arrival times become an offset between two clocks. */
import { createHash } from 'node:crypto';
import { attemptsIn, contractVersion, maxLineBytes } from '../../probes/contract.ts';
import type { EndRecord, HelloRecord, ProbeRecord } from '../../probes/contract.ts';
import type { PodLog } from '../model/recording.ts';
import type { Named } from '../model/snapshot.ts';
import { parseRecord } from './records.ts';

type BodyRecord = Exclude<ProbeRecord, EndRecord>;

export interface LogReader {
  /** @param arrivedMs when these bytes reached us, on the coordinator's clock */
  readonly push: (chunk: Uint8Array, arrivedMs: number) => void;
  /** What is known by now. The value is new each time; nothing in it changes later. */
  readonly read: () => PodLog;
  readonly ended: () => boolean;
}

/** More than any plan of ours makes a probe write; beyond it the log is a flood and no longer evidence. */
const maxBytes = 12 * 1024 * 1024;

/** How every record of ours begins. */
const recordStart = Buffer.from('{"t":');

const isRecord = (line: Buffer): boolean => line.subarray(0, recordStart.length).equals(recordStart);

/** @param knownOffsetMs from an earlier reading of the same log, if a stream broke */
export const createLogReader = (pod: Named, knownOffsetMs = Number.POSITIVE_INFINITY): LogReader => {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const records: BodyRecord[] = [];
  let pending = Buffer.alloc(0);
  let offsetMs = knownOffsetMs;
  let bytes = 0;
  let lines = 0;
  let attempts = 0;
  let end: EndRecord | undefined;
  let digest = '';
  let flaw: string | undefined;

  const takeLine = (line: Buffer, arrivedMs: number): void => {
    // A runtime's own words on stderr (a warning of Node's, say) share the log; the digest leaves them out.
    if (flaw !== undefined || !isRecord(line)) return;
    if (end !== undefined) {
      flaw = 'there are lines after the end record';
      return;
    }
    if (line.length > maxLineBytes) {
      flaw = 'a line is longer than the contract allows';
      return;
    }
    let text: string;
    try {
      text = decoder.decode(line);
    } catch {
      flaw = 'a line is not UTF-8';
      return;
    }
    const record = parseRecord(text);
    if (typeof record === 'string') {
      flaw = record;
      return;
    }
    const wrong = record.t === 'hello' ? flawOfHello(record, pod) : undefined;
    if (wrong !== undefined) {
      flaw = wrong;
      return;
    }
    const lastMs = lastMoment(record);
    if (lastMs !== undefined) offsetMs = Math.min(offsetMs, arrivedMs - lastMs);
    if (record.t === 'end') {
      digest = hash.digest('hex');
      end = record;
      return;
    }
    hash.update(line).update('\n');
    lines += 1;
    attempts += attemptsIn(record);
    if (record.t !== 'beat' || record.unwitnessed !== undefined) records.push(record);
  };

  return {
    push: (chunk, arrivedMs) => {
      bytes += chunk.length;
      if (bytes > maxBytes) flaw ??= `the log is longer than ${maxBytes} bytes`;
      if (flaw !== undefined) return;
      pending = Buffer.concat([pending, chunk]);
      for (let newline = pending.indexOf(10); newline >= 0; newline = pending.indexOf(10)) {
        takeLine(pending.subarray(0, newline), arrivedMs);
        pending = pending.subarray(newline + 1);
      }
      if (pending.length <= maxLineBytes) return;
      if (isRecord(pending)) flaw ??= 'a line is longer than the contract allows';
      // Of a foreign line it is enough to know that it is one.
      else pending = pending.subarray(0, recordStart.length);
    },
    read: () => {
      const problem = flaw ?? flawAtEnd(end, { lines, attempts, digest, rest: pending.length });
      return {
        namespace: pod.namespace,
        name: pod.name,
        offsetMs: Number.isFinite(offsetMs) ? offsetMs : 0,
        records: [...records],
        ...(end === undefined ? {} : { end }),
        whole: problem === undefined,
        ...(problem === undefined ? {} : { flaw: problem }),
      };
    },
    ended: () => end !== undefined || flaw !== undefined,
  };
};

const flawOfHello = ({ contract, pod: name }: HelloRecord, pod: Named): string | undefined => {
  if (contract !== contractVersion) return `the probe speaks version ${contract} of the contract, not ${contractVersion}`;
  // A probe that cannot read its plan does not know its name; its end record says why.
  return name === pod.name || name === '' ? undefined : 'the log is that of another pod';
};

const flawAtEnd = (end: EndRecord | undefined, seen: { lines: number; attempts: number; digest: string; rest: number }): string | undefined => {
  if (end === undefined) return seen.rest > 0 ? 'the log breaks off in the middle of a line' : 'the log has no end record';
  if (end.reason === 'crashed' || end.reason === 'bad-plan') return `the probe ended with "${end.reason}": ${end.message ?? 'no message'}`;
  if (end.lines !== seen.lines) return `the log has ${seen.lines} lines of ${end.lines}`;
  if (end.attempts !== seen.attempts) return `the log has ${seen.attempts} attempts of ${end.attempts}`;
  return end.sha256 === seen.digest ? undefined : "the log's digest is not that of its lines";
};

/** The latest moment that a record speaks of: it cannot have been written before. */
const lastMoment = (record: ProbeRecord): number | undefined => {
  switch (record.t) {
    case 'hello':
      return undefined;
    case 'streak':
      return record.endMs;
    case 'attempts':
      return Math.max(...record.of.map(([, , endMs]) => endMs));
    case 'accept':
    case 'witness':
      return record.lastMs;
    case 'listening':
    case 'ordered':
    case 'beat':
    case 'end':
      return record.ms;
  }
};
