import { createHash } from 'node:crypto';
import { attemptsIn, type EndRecord, maxLineBytes, type ProbeRecord } from './contract.ts';

/** The probe's log: records in, lines out, and an end that accounts for them. */
export interface Journal {
  /** Writes one record. After the end it does nothing. */
  readonly write: (record: Exclude<ProbeRecord, EndRecord>) => void;
  /** Writes the end record; only the first call does. */
  readonly end: (ms: number, reason: EndRecord['reason'], message?: string) => void;
}

const longestMessage = 1000;

const lineOf = (record: ProbeRecord): string => {
  const line = `${JSON.stringify(record)}\n`;
  const bytes = Buffer.byteLength(line);
  if (bytes > maxLineBytes) {
    throw new RangeError(`Cannot write a "${record.t}" record: its line has ${bytes} bytes, at most ${maxLineBytes} are allowed`);
  }
  return line;
};

/**
 * A journal over a function that writes text for good.
 *
 * @throws RangeError on a record whose line would be longer than `maxLineBytes`: that is a defect, since everything
 * of variable length is bounded where it enters.
 */
export const createJournal = (writeText: (text: string) => void): Journal => {
  const digest = createHash('sha256');
  let lines = 0;
  let attempts = 0;
  let ended = false;
  return {
    write: (record) => {
      if (ended) return;
      const line = lineOf(record);
      digest.update(line);
      lines += 1;
      attempts += attemptsIn(record);
      writeText(line);
    },
    end: (ms, reason, message) => {
      if (ended) return;
      ended = true;
      const sha256 = digest.digest('hex');
      const told = message === undefined ? {} : { message: message.slice(0, longestMessage) };
      writeText(lineOf({ t: 'end', ms, reason, ...told, lines, attempts, sha256 }));
    },
  };
};
