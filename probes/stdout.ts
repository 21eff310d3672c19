import { writeSync } from 'node:fs';

const stdout = 1;

/** Writes bytes from an offset on; the answer is how many. */
type Write = (bytes: Buffer, offset: number) => number;

/** Between two tries on a pipe that is full and does not block. */
const retryMs = 2;
/** A log reader that takes nothing for so long is gone; nobody could tell what we would still say. */
const longestWaitMs = 10_000;

/**
 * Writes all of it before it returns, so that no line is lost however the process ends. `process.stdout` would
 * buffer on a pipe that does not block.
 */
export const writeAll = (text: string, write: Write): void => {
  const bytes = Buffer.from(text);
  const idle = new Int32Array(new SharedArrayBuffer(4));
  let waitedMs = 0;
  for (let written = 0; written < bytes.length; ) {
    try {
      written += write(bytes, written);
      waitedMs = 0;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || waitedMs >= longestWaitMs) throw error;
      Atomics.wait(idle, 0, 0, retryMs);
      waitedMs += retryMs;
    }
  }
};

/** Writes to this process's stdout. */
export const writeToStdout = (text: string): void => writeAll(text, (bytes, offset) => writeSync(stdout, bytes, offset));
