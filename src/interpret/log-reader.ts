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
  /** A reader for the same log from its beginning, where a stream broke: what is known of the pod's clock stays known. */
  readonly again: () => LogReader;
}

/** More than any plan of ours makes a probe write; beyond it the log is a flood and no longer evidence. */
const maxBytes = 12 * 1024 * 1024;

/** How every record of ours begins. */
const recordStart = Buffer.from('{"t":');

const isRecord = (line: Buffer): boolean => line.subarray(0, recordStart.length).equals(recordStart);

/**
 * @param run the run that made the pod: a log that names another is not its
 * @param knownOffsetMs from an earlier reading of the same log
 */
export const createLogReader = (pod: Named, run: string, knownOffsetMs = Number.POSITIVE_INFINITY): LogReader => {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const records: BodyRecord[] = [];
  // The line whose newline has not come yet, up to the byte that makes it too long. However small its pieces are, each byte is copied once.
  const pending = Buffer.alloc(maxLineBytes + 1);
  let pendingBytes = 0;
  let hello: HelloRecord | undefined;
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
    const wrong = flawOfBeginning(record, hello, { ...pod, run });
    if (wrong !== undefined) {
      flaw = wrong;
      return;
    }
    if (record.t === 'hello') hello = record;
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

  /** What does not fit is too much in any case: of a foreign line its beginning is enough to know that it is one. */
  const keep = (piece: Buffer): Buffer => {
    pendingBytes += piece.copy(pending, pendingBytes);
    return pending.subarray(0, pendingBytes);
  };

  return {
    push: (chunk, arrivedMs) => {
      bytes += chunk.length;
      if (bytes > maxBytes) flaw ??= `the log is longer than ${maxBytes} bytes`;
      if (flaw !== undefined) return;
      let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      for (let newline = rest.indexOf(10); newline >= 0; newline = rest.indexOf(10)) {
        const piece = rest.subarray(0, newline);
        takeLine(pendingBytes === 0 ? piece : keep(piece), arrivedMs);
        pendingBytes = 0;
        rest = rest.subarray(newline + 1);
      }
      const begun = keep(rest);
      if (begun.length > maxLineBytes && isRecord(begun)) flaw ??= 'a line is longer than the contract allows';
    },
    read: () => {
      const problem = flaw ?? flawAtEnd(end, { hello, lines, attempts, digest, rest: pendingBytes });
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
    again: () => createLogReader(pod, run, offsetMs),
  };
};

interface Maker extends Named {
  readonly run: string;
}

/** A probe says who it is before anything else, and once. How it ended, it may say without that. */
const flawOfBeginning = (record: ProbeRecord, hello: HelloRecord | undefined, maker: Maker): string | undefined => {
  if (record.t === 'hello') return hello === undefined ? flawOfHello(record, maker) : 'a second hello record';
  if (record.t === 'end') return undefined;
  return flawOfNobody(hello);
};

const flawOfHello = (hello: HelloRecord, maker: Maker): string | undefined => {
  if (hello.contract !== contractVersion) return `the probe speaks version ${hello.contract} of the contract, not ${contractVersion}`;
  if (isNameless(hello)) return undefined;
  if (hello.run !== maker.run) return 'the log is that of another run';
  return hello.pod === maker.name ? undefined : 'the log is that of another pod';
};

/** A probe that cannot read its plan does not know who it is, and has nothing to say but why it ended. */
const isNameless = ({ run, pod }: HelloRecord): boolean => run === '' && pod === '';

const flawOfNobody = (hello: HelloRecord | undefined): string | undefined => {
  if (hello === undefined) return 'the log does not begin with a hello record';
  return isNameless(hello) ? 'the log is that of another pod' : undefined;
};

interface Read {
  readonly hello: HelloRecord | undefined;
  readonly lines: number;
  readonly attempts: number;
  readonly digest: string;
  readonly rest: number;
}

const flawAtEnd = (end: EndRecord | undefined, seen: Read): string | undefined => {
  if (end === undefined) return seen.rest > 0 ? 'the log breaks off in the middle of a line' : 'the log has no end record';
  if (end.reason === 'crashed' || end.reason === 'bad-plan') return `the probe ended with "${end.reason}": ${end.message ?? 'no message'}`;
  const nobody = flawOfNobody(seen.hello);
  if (nobody !== undefined) return nobody;
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
