import type { AttemptsRecord, BriefAttempt } from './contract.ts';
import { createRecorder, type Recorder } from './recorder.ts';

/** Records attempts of many dials together, each by itself. */
export interface Briefs {
  readonly recorderFor: (dial: string) => Recorder;
}

/** What ends within so long is one line: whoever waits for it does not notice, and lines are what costs. */
const gatherMs = 25;

/** Keeps a line within its limit: an attempt takes at most some 90 bytes. */
const mostOnALine = 80;

/** @param later calls something after some ms */
export const createBriefs = (write: (record: AttemptsRecord) => void, later: (call: () => void, ms: number) => unknown = setTimeout): Briefs => {
  let gathered: BriefAttempt[] = [];
  const flush = (): void => {
    if (gathered.length > 0) write({ t: 'attempts', of: gathered });
    gathered = [];
  };
  const add = (attempt: BriefAttempt): void => {
    if (gathered.length === 0) later(flush, gatherMs);
    gathered.push(attempt);
    if (gathered.length >= mostOnALine) flush();
  };
  return {
    recorderFor: (dial) =>
      createRecorder(({ outcome: { kind, proof, code }, startMs, endMs }) => add(code === undefined ? [dial, startMs, endMs, kind, proof] : [dial, startMs, endMs, kind, proof, code]), flush),
  };
};
