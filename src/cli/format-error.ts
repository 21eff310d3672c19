import { describeError, errorCodes, NetproofError } from '../errors.ts';
import { plain } from '../report/paint.ts';
import { nextStep } from './next-step.ts';

/** An error as its user reads it: every line on its own, control characters shown, and what to do about it. */
export const formatError = (error: unknown): string => {
  const told = error instanceof NetproofError ? [error.message, ...linesOf(nextStep(error))] : [...defectOf(error), 'next: this is a mistake of netproof, not of yours: please report it, with the lines above'];
  return told
    .join('\n')
    .split('\n')
    .map((line) => `netproof: ${plain(line)}`)
    .join('\n');
};

const defectOf = (error: unknown): string[] => (error instanceof Error ? [`${error.name}: ${describeError(error)}`, ...placesIn(error.stack)] : [String(error)]);

/** The head of a stack repeats the message, which may be a whole answer. */
const placesIn = (stack = ''): string[] => stack.split('\n').filter((line) => /^\s+at /.test(line));

const linesOf = (next: string | undefined): string[] => (next === undefined ? [] : [`next: ${next}`]);

/** A defect of ours is 3: 1 would read as a leak. */
export const exitCodeOfError = (error: unknown): number => (error instanceof NetproofError ? errorCodes[error.code] : 3);
