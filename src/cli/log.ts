/** What `-v` and warnings log: JSON lines that hold no secret and steer no terminal. */
import { pino } from 'pino';
import type { LevelWithSilent, Logger } from 'pino';
import { NetproofError } from '../errors.ts';
import { plainBeyondAscii } from '../report/paint.ts';

/** @param write is handed one line, without its end */
export const createLog = (level: LevelWithSilent, write: (line: string) => void): Logger =>
  pino(
    {
      level,
      base: null,
      hooks: {
        logMethod(given, method) {
          const [first, ...rest] = given as unknown[];
          const fields = first instanceof Error ? { error: first } : first;
          method.apply(this, [isObject(fields) ? flat(fields) : fields, ...rest.map(told)] as Parameters<typeof method>);
        },
      },
    },
    { write: (text: string) => write(plainBeyondAscii(text.trimEnd())) },
  );

/** Of the API server's and the kubeconfig's words for it, those that a field might be called by. */
const secret = /authorization|cookie|credential|key-?data|passphrase|password|secret|token/i;

const cut = '[not logged]';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Fields, but none of their fields: a request, an answer or a kubeconfig may hold what nobody thought of. */
const flat = (fields: object): object => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, secret.test(name) ? cut : told(value)]));

const told = (value: unknown): unknown => {
  if (value instanceof Error) return toldError(value);
  if (Array.isArray(value)) return value.map(told);
  return isObject(value) ? cut : value;
};

/** Ours say what may be said; the message of any other may be a whole answer with its headers. */
const toldError = (error: Error): string => {
  if (error instanceof NetproofError) return error.message;
  const code = 'code' in error && (typeof error.code === 'number' || typeof error.code === 'string') ? ` ${error.code}` : '';
  return `${error.name}${code}`;
};
