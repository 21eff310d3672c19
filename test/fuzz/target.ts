import { NetproofError } from '../../src/errors.ts';
import { formatError } from '../../src/cli/format-error.ts';

/** Something that reads what others wrote. */
export interface Target {
  readonly name: string;
  /** Good inputs, with which mutations begin. */
  readonly seeds: () => readonly Buffer[];
  /** Throws where an input is met by anything but a value or an exact error. */
  readonly check: (input: Buffer) => void | Promise<void>;
  /** Of a hundred cases of all targets together. */
  readonly share: number;
}

/** Whoever reads this much in an error reads nothing. */
const longestMessage = 200_000;

/** What would steer a terminal. */
export const steers = (text: string): boolean => /\p{Cc}/u.test(text.replaceAll(/[\n\t]/g, ''));

/** What a user would see of it. */
export const checkMessage = (message: string): void => {
  const told = formatError(new NetproofError('ERR_USAGE', message));
  if (message.trim() === '') throw new Error('an error says nothing');
  if (told.length > longestMessage) throw new Error(`an error is ${told.length} characters long`);
  if (steers(told)) throw new Error(`an error has control characters: ${JSON.stringify(told.slice(0, 300))}`);
};

/** Runs a reader that throws errors of ours, and nothing else. */
export const reads = (read: () => unknown, isOurs: (error: unknown) => boolean = (error) => error instanceof NetproofError && error.code === 'ERR_USAGE'): void => {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Error) || !isOurs(error)) throw error;
    checkMessage(error.message);
  }
};

/** Where each mistake has a place in the text. */
export const checkMistakes = (mistakes: readonly { readonly message: string; readonly origin?: { readonly line: number; readonly column: number } }[], text: string): void => {
  const lines = text.split(/\r?\n/).length;
  for (const { message, origin } of mistakes) {
    checkMessage(message);
    if (origin !== undefined && !(origin.line >= 1 && origin.line <= lines + 1 && origin.column >= 1)) throw new Error(`a mistake is at ${origin.line}:${origin.column} of ${lines} lines`);
  }
};
