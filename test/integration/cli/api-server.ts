/** An API server on loopback that has nothing but what it is given, and remembers who asked for what. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

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

/** An object by the path of the list in which it stands, or of itself. */
export type Answers = Readonly<Record<string, unknown>>;

export interface FakeApiOptions {
  /** The namespace of the current context. */
  readonly namespace?: string;
  /** Every request is answered with this status. */
  readonly refuses?: number;
}

/** @param answers by path; lists of the rest are empty */
export const startApiServer = async (answers: Answers = {}, { namespace, refuses }: FakeApiOptions = {}): Promise<FakeApiServer> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    asked.push({ path, headers: linesOf(request) });
    if (refuses !== undefined) return reply(response, refuses, { kind: 'Status', reason: refuses === 401 ? 'Unauthorized' : 'Forbidden', message: refuses === 401 ? 'Unauthorized' : `pods is forbidden: User "jane" cannot list it` });
    const known = Object.hasOwn(answers, path) ? answers[path] : undefined;
    return reply(response, 200, Array.isArray(known) ? { metadata: {}, items: known } : (known ?? { metadata: {}, items: [], resources: [], groups: [] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const context = { name: 'x', context: { cluster: 'c', user: 'u', ...(namespace === undefined ? {} : { namespace }) } };
  return {
    kubeconfig: JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }], users: [{ name: 'u', user: {} }], contexts: [context], 'current-context': 'x' }),
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
