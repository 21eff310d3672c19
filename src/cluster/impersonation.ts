/** Asking as somebody else, as kubectl's --as and --as-group do. */
import type { Dispatcher } from 'undici';

export interface Impersonation {
  readonly user: string;
  readonly groups: readonly string[];
}

/**
 * Writes who is meant into every request; what the kubeconfig says of it gives way.
 *
 * Below fetch, because each group needs a header line of its own, and fetch would join them into one.
 */
export const impersonating =
  ({ user, groups }: Impersonation): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) =>
    dispatch({ ...options, headers: { ...withoutImpersonation(options.headers), 'impersonate-user': user, ...(groups.length === 0 ? {} : { 'impersonate-group': [...groups] }) } }, handler);

/** Headers as fetch hands them down: an object by names. */
const withoutImpersonation = (headers: Dispatcher.DispatchOptions['headers']): Record<string, string | string[] | undefined> =>
  Object.fromEntries(Object.entries((headers ?? {}) as Record<string, string | string[] | undefined>).filter(([name]) => !name.toLowerCase().startsWith('impersonate-')));
