/** Many objects to be written, of which none is to wait for another. */
import { NetproofError } from '../errors.ts';
import { ClusterUnreachableError } from './errors.ts';

/** More failures nobody reads in one line. */
const named = 5;

/** Each takes its time until it is given up. */
const mostUnanswered = 3;

/**
 * Tries each: one that is refused must not leave those after it as they were. Where nobody answers, the rest is given up.
 *
 * @param write throws NetproofError
 * @throws NetproofError with the code of the first failure, naming {@link named} of them
 */
export const writeEach = async <T>(items: readonly T[], write: (item: T) => Promise<void>): Promise<void> => {
  const failures: NetproofError[] = [];
  let tried = 0;
  for (const item of items) {
    if (failures.filter((failure) => failure instanceof ClusterUnreachableError).length >= mostUnanswered) break;
    tried += 1;
    try {
      await write(item);
    } catch (error) {
      if (!(error instanceof NetproofError)) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  if (first === undefined) return;
  const messages = [...new Set(failures.map(({ message }) => message))];
  const rest = messages.length - named;
  const told = [...messages.slice(0, named), ...(rest > 0 ? [`and ${rest} more`] : []), ...(tried < items.length ? [`${items.length - tried} were not tried`] : [])];
  throw new NetproofError(first.code, told.join('; '), { cause: first });
};
