/** How far something is, in a line; the same for logs and for a line that is written anew. */
export interface ProgressLine {
  readonly phase: string;
  readonly text: string;
  /** From 0 to 1; absent where nobody can tell. */
  readonly part?: number;
  /** It takes no longer than this; milliseconds. */
  readonly leftMs?: number;
}

/** Where there is nothing to do, all is done. */
export const partOf = (done: number, all: number): number => (all === 0 ? 1 : Math.min(1, done / all));

export const tell = ({ text, leftMs }: ProgressLine): string => (leftMs === undefined ? text : `${text}, at most ${Math.ceil(leftMs / 1000)} s left`);

export const atSeconds = (ms: number, text: string): string => `${(ms / 1000).toFixed(1).padStart(5)} s  ${text}`;
