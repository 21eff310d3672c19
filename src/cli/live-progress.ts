/** Progress for whoever watches: a line for each phase that is done, and one below them that lives. */
import { atSeconds, tell } from './progress-line.ts';
import type { ProgressLine } from './progress-line.ts';
import type { StatusLine } from './status-line.ts';

export interface LiveProgress {
  readonly show: (line: ProgressLine) => void;
  /** Leaves what is done, and takes the living line away. */
  readonly end: () => void;
}

export interface LiveProgressOptions {
  readonly status: StatusLine;
  /** Milliseconds. */
  readonly now: () => number;
  /** Calls again and again, so that seconds pass though nothing happens; what it returns stops it. */
  readonly again: (call: () => void) => () => void;
}

export const createLiveProgress = ({ status, now, again }: LiveProgressOptions): LiveProgress => {
  const since = now();
  let current: ProgressLine | undefined;
  const draw = (): void => {
    if (current !== undefined) status.set(atSeconds(now() - since, `${bar(current)}${tell(current)}`));
  };
  const leave = (): void => {
    if (current === undefined) return;
    status.set('');
    status.above(atSeconds(now() - since, current.text));
  };
  const stop = again(draw);
  return {
    show: (line) => {
      if (current !== undefined && current.phase !== line.phase) leave();
      current = line;
      draw();
    },
    end: () => {
      stop();
      leave();
      current = undefined;
    },
  };
};

const barWidth = 10;

const bar = ({ part }: ProgressLine): string => {
  if (part === undefined) return '';
  const full = Math.floor(part * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}  `;
};
