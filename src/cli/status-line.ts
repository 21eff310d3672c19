/** The last line of a terminal, written anew while lines above it stay. */
export interface StatusLine {
  /** What it says from now on; empty: there is none. */
  readonly set: (text: string) => void;
  /** A line that stays. */
  readonly above: (text: string) => void;
}

/** To the line's beginning, and away with what stands there. */
const clear = '\r\u001b[2K';

/** @param columns of the terminal now: a line that is broken could not be taken back */
export const createStatusLine = (write: (text: string) => void, columns: () => number): StatusLine => {
  let shown = '';
  const fitting = (text: string): string => text.slice(0, Math.max(0, columns() - 1));
  return {
    set: (text) => {
      if (text === shown) return;
      write(`${clear}${fitting(text)}`);
      shown = text;
    },
    above: (text) => write(`${shown === '' ? '' : clear}${text}\n${fitting(shown)}`),
  };
};
