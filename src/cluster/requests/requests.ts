/** All that goes to one API server: at a bounded rate, again where that helps, counted. */
import { ResponseContext, wrapHttpLibrary } from '@kubernetes/client-node';
import type { HttpLibrary } from '@kubernetes/client-node';
import { createCircuit, defaultCircuit } from './circuit.ts';
import { realClock } from './clock.ts';
import { isHeartbeat } from './effects.ts';
import { exchange } from './exchange.ts';
import type { Answer, Question } from './exchange.ts';
import { createPace } from './pace.ts';
import type { PaceLimits } from './pace.ts';
import { createPersistent } from './persistent.ts';
import type { Persistence } from './persistent.ts';
import { defaultPatience } from './transient.ts';

export interface RequestCounts {
  /** Requests made so far, retries included. */
  readonly calls: number;
  readonly retries: number;
}

export interface Requests {
  readonly ask: (question: Question) => Promise<Answer>;
  /** For what is not asked here, but counts: a response that goes on. */
  readonly turn: () => Promise<void>;
  /** The same for the typed clients. */
  readonly library: HttpLibrary;
  readonly counts: () => RequestCounts;
}

export const createRequests = (pace: PaceLimits, { onRetry, ...rest }: Partial<Pick<Persistence, 'onRetry' | 'hurry'>> = {}): Requests => {
  let calls = 0;
  let retries = 0;
  const next = createPace(pace, realClock);
  const turn = async (question?: Question): Promise<void> => {
    calls += 1;
    if (question === undefined || !isHeartbeat(question)) await next();
  };
  const ask = createPersistent({
    exchange,
    turn,
    circuit: createCircuit(defaultCircuit, realClock),
    patience: defaultPatience,
    clock: realClock,
    onRetry: (retry) => {
      retries += 1;
      onRetry?.(retry);
    },
    ...rest,
  });
  return { ask, turn, library: libraryOf(ask), counts: () => ({ calls, retries }) };
};

const libraryOf = (ask: Requests['ask']): HttpLibrary =>
  wrapHttpLibrary({
    send: async (request) => {
      const body = request.getBody();
      const dispatcher = request.getDispatcher();
      const { status, headers, text } = await ask({
        method: request.getHttpMethod(),
        url: request.getUrl(),
        headers: request.getHeaders(),
        ...(typeof body === 'string' ? { body } : {}),
        ...(dispatcher === undefined ? {} : { dispatcher }),
      });
      const binary = Buffer.from(text);
      return new ResponseContext(status, headers, { text: () => Promise.resolve(text), binary: () => Promise.resolve(binary), stream: () => null });
    },
  });
