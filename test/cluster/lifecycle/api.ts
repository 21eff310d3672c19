import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { waitFor } from '../shell/wait.ts';
import type { ClusterPaths } from '../state/paths.ts';

/** The few calls that booting takes, each to a path; kubectl would cost a process and a discovery every time. */
export interface Api {
  get(path: string): Promise<unknown>;
  /** Creates an object; one that is there already stays as it is. */
  create(path: string, object: unknown): Promise<void>;
  /** Changes these fields of an object (RFC 7386). */
  patch(path: string, fields: unknown): Promise<void>;
  /** Waits until a resource, for instance one that a CRD has just defined, can be listed. */
  whenServed(path: string): Promise<void>;
  close(): void;
}

/** Talks to the API server by way of the forwarder on 127.0.0.1. */
export async function connectApi(paths: ClusterPaths, port: number): Promise<Api> {
  const [ca, cert, key] = await Promise.all(['ca.crt', 'admin.crt', 'admin.key'].map((file) => readFile(join(paths.pki, file))));
  const agent = new Agent({ keepAlive: true, maxSockets: 8, ca, cert, key });

  const call = async (method: string, path: string, body?: unknown, type = 'application/json'): Promise<{ status: number; text: string }> => {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
    const headers = { accept: 'application/json', 'content-type': type };
    const sent = request({ host: '127.0.0.1', port, path, method, agent, headers, timeout: 10_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer within 10 s`)));
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    return promise;
  };

  const get = async (path: string): Promise<unknown> => {
    const { status, text } = await call('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${text.slice(0, 300)}`);
    return text.startsWith('{') ? JSON.parse(text) : text;
  };

  return {
    get,
    create: async (path, object) => {
      const { status, text } = await call('POST', path, object);
      if (status !== 201 && status !== 409) throw new Error(`POST ${path}: ${status} ${text.slice(0, 300)}`);
    },
    patch: async (path, fields) => {
      const { status, text } = await call('PATCH', path, fields, 'application/merge-patch+json');
      if (status !== 200) throw new Error(`PATCH ${path}: ${status} ${text.slice(0, 300)}`);
    },
    whenServed: async (path) => {
      await waitFor(`${path} to be served`, () => get(path), { timeoutMs: 20_000, everyMs: 50 });
    },
    close: () => agent.destroy(),
  };
}
