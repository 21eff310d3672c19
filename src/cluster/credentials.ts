/**
 * What the kubeconfig says of us, on its way into requests. Whoever fails on a credential (a parser, the client, fetch) says on which
 * words, and what an error says goes to terminals, logs and reports: here it is told without them.
 */
import type { KubeConfig, RequestContext } from '@kubernetes/client-node';
import { NetproofError } from '../errors.ts';

/** @throws NetproofError ERR_USAGE where it is none, or no request can carry it; Error where whatever gives it fails */
export const applyCredentials = async (config: KubeConfig, request: RequestContext): Promise<void> => {
  try {
    await config.applySecurityAuthentication(request);
  } catch (error) {
    // What was to be JSON may be the token itself, and JSON.parse quotes it.
    // oxlint-disable-next-line eslint/preserve-caught-error -- it is what must not be told
    if (error instanceof SyntaxError) throw new NetproofError('ERR_USAGE', 'Cannot use the credential of the kubeconfig: what it names to get one from gives no JSON');
    throw error;
  }
  if (!Object.values(request.getHeaders()).every(fitsHeader)) throw new NetproofError('ERR_USAGE', 'Cannot use the credential of the kubeconfig: it has a character that no HTTP header may have, as a line end');
};

/** As fetch has it, which cuts off what is blank at both ends. */
// oxlint-disable-next-line eslint/no-control-regex -- control characters are the very thing to find
const fitsHeader = (value: string): boolean => /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value.trim());

/** @throws NetproofError ERR_USAGE: fetch takes no such URL, and quotes it */
export const refuseCredentialsIn = (server: string): void => {
  const { username, password } = URL.canParse(server) ? new URL(server) : { username: '', password: '' };
  if (username !== '' || password !== '') throw new NetproofError('ERR_USAGE', "Cannot use the API server's address of the kubeconfig: it has a user name or a password in it; they belong to the kubeconfig's user");
};

/** Why a kubeconfig cannot be read. A YAML parser shows the lines around a mistake, and a token is often one of them. */
export const whyUnread = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name !== 'YAMLException') return error.message;
  const { mark, reason = '' } = error as { readonly mark?: { readonly line: number; readonly column: number }; readonly reason?: string };
  const place = mark === undefined ? '' : `, from line ${mark.line + 1}, column ${mark.column + 1}`;
  // A reason in quotes or capitals may quote the file.
  return `it is not one YAML document${place}${/^[a-z ,()-]+$/.test(reason) ? `: ${reason}` : ''}`;
};
