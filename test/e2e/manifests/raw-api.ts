/** Requests as somebody, just as they are: at no pace, never again, whatever the answer. */
import { readFileSync } from 'node:fs';
import { Agent } from 'undici';
import { exchange } from '../../../src/cluster/requests/exchange.ts';
import type { Answer } from '../../../src/cluster/requests/exchange.ts';

export interface Sent {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export type RawApi = (method: string, path: string, sent?: Sent) => Promise<Answer>;

/** As `kubeconfigOf` writes it. */
interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string } }];
  readonly users: readonly [{ readonly user: { readonly token: string } }];
}

const timeoutMs = 30_000;

/** @param kubeconfig of an account with a token */
export const createRawApi = (kubeconfig: string): RawApi => {
  const { clusters: [{ cluster }], users: [{ user }] } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
  const dispatcher = new Agent({ connect: { ca: Buffer.from(cluster['certificate-authority-data'], 'base64') } });
  return (method, path, { body, headers = {} } = {}) => {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return exchange({ method, url: `${cluster.server}${path}`, headers: { authorization: `Bearer ${user.token}`, 'content-type': type, ...headers }, ...sent, dispatcher }, AbortSignal.timeout(timeoutMs));
  };
};

/** @throws Error where the answer is no */
export const objectOf = async <T>(asked: Promise<Answer>): Promise<T> => {
  const { status, text } = await asked;
  if (status < 200 || status > 299) throw new Error(`HTTP ${status}: ${text}`);
  return JSON.parse(text) as T;
};
