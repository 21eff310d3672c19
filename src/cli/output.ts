/** The only place that writes: results to stdout, everything else to stderr. */
import { pino } from 'pino';
import type { Logger } from 'pino';
import { createPaint } from '../report/paint.ts';
import type { Paint } from '../report/paint.ts';

export interface Output {
  readonly result: (text: string) => void;
  readonly note: (text: string) => void;
  readonly log: Logger;
  readonly paint: Paint;
}

export interface OutputArguments {
  readonly verbose: boolean;
  readonly quiet: boolean;
}

/** Colour on a terminal, unless NO_COLOR says no; FORCE_COLOR decides for pipes as well. */
const wantsColour = (stream: NodeJS.WriteStream): boolean => {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return stream.isTTY && TERM !== 'dumb';
};

export const createOutput = ({ verbose, quiet }: OutputArguments): Output => ({
  result: (text) => void process.stdout.write(text),
  note: (text) => {
    if (!quiet) process.stderr.write(`${text}\n`);
  },
  log: pino({ level: verbose ? 'debug' : 'warn', base: null, redact: ['*.token', '*.authorization'] }, pino.destination({ dest: 2, sync: true })),
  paint: createPaint(wantsColour(process.stdout)),
});
