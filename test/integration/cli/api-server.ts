/** An API server on loopback that has nothing but what it is given and what is created, and remembers who asked for what. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path/posix';
import { json } from 'node:stream/consumers';

export interface Asked {
  readonly path: string;
  /** Header lines as they came, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface FakeApiServer {
  readonly kubeconfig: string;
  readonly asked: readonly Asked[];
  readonly close: () => Promise<void>;
}

interface Created {
  readonly metadata: { readonly name: string };
}

/** An object by the path of the list in which it stands, or of itself. */
export type Answers = Readonly<Record<string, unknown>>;

export interface FakeApiOptions {
  /** The namespace of the current context. */
  readonly namespace?: string;
  /** Every request is answered with this status, or those for one path. */
  readonly refuses?: number;
  readonly refusesAt?: string;
  /** What it says then. */
  readonly saying?: string;
  /** So many requests are answered with 503 first. */
  readonly failsFirst?: number;
  /** Who asks, as the user of a kubeconfig says it. */
  readonly user?: object;
}

/** @param answers by path; lists of the rest are empty */
export const startApiServer = async (answers: Answers = {}, { namespace, refuses, refusesAt, saying = 'pods is forbidden: User "jane" cannot list it', failsFirst = 0, user = {} }: FakeApiOptions = {}): Promise<FakeApiServer> => {
  const asked: Asked[] = [];
  const created = new Map<string, Created>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://x');
    asked.push({ path, headers: linesOf(request) });
    if (asked.length <= failsFirst) return reply(response, 503, { kind: 'Status', message: 'it starts' });
    if (refuses !== undefined && (refusesAt ?? path) === path) return reply(response, refuses, { kind: 'Status', reason: refuses === 401 ? 'Unauthorized' : 'Forbidden', message: refuses === 401 ? 'Unauthorized' : saying });
    // Nothing ever happens to what is watched.
    if (searchParams.has('watch')) return response.flushHeaders();
    if (request.method === 'DELETE') created.delete(path);
    const known = Object.hasOwn(answers, path) ? answers[path] : undefined;
    if (request.method === 'POST' && known === undefined) {
      const object = (await json(request)) as Created;
      const whole = { ...object, metadata: { ...object.metadata, uid: `uid-${created.size}`, resourceVersion: '1' } };
      if (!searchParams.has('dryRun')) created.set(`${path}/${object.metadata.name}`, whole);
      return reply(response, 201, whole);
    }
    const made = [...created].flatMap(([at, object]) => (dirname(at) === path ? [object] : []));
    return reply(response, 200, made.length > 0 ? { metadata: {}, items: made } : Array.isArray(known) ? { metadata: {}, items: known } : (known ?? { metadata: {}, items: [], resources: [], groups: [] }));
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const context = { name: 'x', context: { cluster: 'c', user: 'u', ...(namespace === undefined ? {} : { namespace }) } };
  return {
    kubeconfig: JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }], users: [{ name: 'u', user }], contexts: [context], 'current-context': 'x' }),
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const reply = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const linesOf = ({ rawHeaders }: IncomingMessage): [string, string][] =>
  rawHeaders.flatMap((name, at): [string, string][] => (at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? '']] : []));
