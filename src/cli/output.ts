/** The only place that writes: results to stdout, everything else to stderr. */
import type { Logger } from 'pino';
import { toAscii } from '../report/ascii.ts';
import { createPaint, drawn } from '../report/paint.ts';
import type { Paint } from '../report/paint.ts';
import { createLog } from './log.ts';
import { createStatusLine } from './status-line.ts';
import type { StatusLine } from './status-line.ts';
import { columnsOf, isLively, speaksUtf8, wantsColour } from './terminal.ts';
import type { ColourChoice } from './terminal.ts';
import { wrapLines } from './wrap.ts';

export interface Output {
  /** For programs: as it is. */
  readonly result: (text: string) => void;
  /** For people: in characters that the terminal has, and lines that it holds. */
  readonly draw: (text: string) => void;
  readonly note: (text: string) => void;
  /** The last line of the terminal, where somebody watches. */
  readonly status?: StatusLine;
  readonly log: Logger;
  readonly paint: Paint;
  /** How wide a line of the result may be, in characters. */
  readonly columns: number;
}

export interface OutputArguments {
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** Absent where the locale decides. */
  readonly ascii: boolean | undefined;
  readonly color: ColourChoice;
}

/** @param surroundings of the process, unless told otherwise */
export const createOutput = ({ verbose, quiet, ascii, color }: OutputArguments, { stdout, stderr, env, platform }: Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env' | 'platform'> = process): Output => {
  const columns = columnsOf(stdout, env);
  const spelled = (ascii ?? !speaksUtf8(env, platform)) ? toAscii : (text: string): string => text;
  const status = quiet || verbose || !isLively(stderr, env) ? undefined : createStatusLine((text) => void stderr.write(spelled(text)), () => columnsOf(stderr, env));
  const line = (text: string): void => {
    if (status === undefined) stderr.write(`${text}\n`);
    else status.above(text);
  };
  return {
    result: (text) => void stdout.write(text),
    // Renderers show what would steer a terminal; here whatever one of them forgot is shown, too.
    // In a pipe a line stays a line, for whoever looks for something in it.
    draw: (text) => void stdout.write(spelled(stdout.isTTY ? wrapLines(drawn(text), columns) : drawn(text))),
    note: (text) => {
      if (!quiet) line(spelled(drawn(text)));
    },
    log: createLog(verbose ? 'debug' : 'warn', line),
    paint: createPaint(wantsColour(color, stdout, env)),
    columns,
    ...(status === undefined ? {} : { status }),
  };
};

/** How a format is printed: a table is for people, and all else is for programs, or for tools that go through lines. */
export const printerFor = ({ draw, result }: Pick<Output, 'draw' | 'result'>, format: string): Output['result'] => (format === 'table' ? draw : result);
