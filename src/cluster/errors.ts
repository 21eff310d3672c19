/** Whatever the client throws becomes one of our errors here, so that no client type leaves this folder. */
import { ApiException } from '@kubernetes/client-node';
import { messageOf, NetproofError } from '../errors.ts';

/** The API server failed, or was too busy, for longer than we ask again: it did not say no. */
const isFailure = (status: number): boolean => status >= 500 || status === 408 || status === 429;

/** What was begun (a list, a watch) has expired: it did not say no either, and has done nothing. */
const hasExpired = (status: number): boolean => status === 410;

/** The API server's answer was no, or that it failed. `status` is the HTTP status, `reason` its word in CamelCase. */
export class ClusterRequestError extends NetproofError {
  readonly status: number;
  readonly reason: string;

  constructor(action: string, status: number, reason: string, message: string, cause: unknown) {
    super(isFailure(status) || hasExpired(status) ? 'ERR_API' : 'ERR_REFUSED', `Cannot ${action}: ${message}`, { cause });
    this.name = 'ClusterRequestError';
    this.status = status;
    this.reason = reason;
  }
}

/** Nobody answered, or the connection broke: nothing is known of what the cluster did. */
export class ClusterUnreachableError extends NetproofError {
  constructor(action: string, message: string, cause: unknown) {
    super('ERR_API', `Cannot ${action}: ${message}`, { cause });
    this.name = 'ClusterUnreachableError';
  }
}

/** @param action what was tried, to follow "Cannot" */
export const translate = (error: unknown, action: string): NetproofError => {
  if (error instanceof NetproofError) return error;
  if (error instanceof ApiException) {
    return refusal(action, error.code, error.body, error);
  }
  return new ClusterUnreachableError(action, `the API server did not answer: ${rootMessage(error)}`, error);
};

/** @param body what the API server said beside the status */
export const refusal = (action: string, status: number, body: unknown, cause?: unknown): ClusterRequestError => {
  const { reason, message } = readStatus(body);
  return new ClusterRequestError(action, status, reason, message || `the API server answered ${status}`, cause);
};

export const hasStatus = (error: unknown, status: number): boolean => error instanceof ClusterRequestError && error.status === status;

/** Whether a request may have been carried out although it failed: nobody answered, or the server says that it failed, not that it refused. */
export const leavesOpen = (error: unknown): boolean => error instanceof ClusterUnreachableError || (error instanceof ClusterRequestError && isFailure(error.status));

/** The body is a Status object, or its JSON, or (through a proxy) anything. */
const readStatus = (body: unknown): { reason: string; message: string } => {
  let value = body;
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value);
    } catch {
      return { reason: '', message: String(body).slice(0, 200) };
    }
  }
  const { reason, message } = (value ?? {}) as { reason?: unknown; message?: unknown };
  return { reason: typeof reason === 'string' ? reason : '', message: typeof message === 'string' ? message : '' };
};

/** fetch wraps the interesting error (ECONNREFUSED, a certificate) as the cause of "fetch failed". */
const rootMessage = (error: unknown): string => {
  let current = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  if (current instanceof AggregateError && current.errors[0] instanceof Error) current = current.errors[0];
  return current instanceof Error ? messageOf(current) : String(current);
};
