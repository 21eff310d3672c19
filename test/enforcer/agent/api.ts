import { readFile } from 'node:fs/promises';
import { Agent, request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import { parse } from 'yaml';

/** The two ways in which this program reads the API server. */
export interface Api {
  /** The answer to a GET, parsed. */
  get<T>(path: string): Promise<T>;
  /** Calls back with each line of an answer that does not end, until it does or the signal comes. */
  stream(path: string, onLine: (line: string) => void, signal: AbortSignal): Promise<void>;
}

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string } }];
  readonly users: readonly [{ readonly user: { readonly 'client-certificate-data': string; readonly 'client-key-data': string } }];
}

/** A watch that dies without a word is noticed by the next listing; a listing that does so, by this. */
const listTimeoutMs = 5000;

export async function connect(kubeconfig: string): Promise<Api> {
  const { clusters: [{ cluster }], users: [{ user }] } = parse(await readFile(kubeconfig, 'utf8')) as Kubeconfig;
  const { hostname, port } = new URL(cluster.server);
  const agent = new Agent({ keepAlive: true, ca: decode(cluster['certificate-authority-data']), cert: decode(user['client-certificate-data']), key: decode(user['client-key-data']) });

  const open = async (path: string, options: RequestOptions): Promise<IncomingMessage> => {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const sent = request({ hostname, port, path, agent, headers: { accept: 'application/json' }, ...options }, resolve);
    sent.on('timeout', () => sent.destroy(new Error(`GET ${path}: no answer`))).on('error', reject).end();
    const answer = await promise;
    if (answer.statusCode === 200) return answer;
    answer.resume();
    throw new Error(`GET ${path}: ${answer.statusCode}`);
  };

  return {
    get: async <T>(path: string) => {
      const answer = await open(path, { timeout: listTimeoutMs });
      return (await json(answer)) as T;
    },
    stream: async (path, onLine, signal) => {
      const answer = await open(path, { signal });
      for await (const line of createInterface({ input: answer })) onLine(line);
    },
  };
}

function decode(text: string): Buffer {
  return Buffer.from(text, 'base64');
}
