/** The real API server, with the rights of a kubeconfig. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { parse } from 'yaml';

export interface Upstream {
  readonly ask: (asked: IncomingMessage, body: string) => Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly content: Buffer }>;
  readonly open: (asked: IncomingMessage) => Promise<IncomingMessage>;
  readonly close: () => void;
}

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string } }[];
  readonly users: readonly { readonly user: { readonly 'client-certificate-data': string; readonly 'client-key-data': string } }[];
}

const decoded = (data: string): Buffer => Buffer.from(data, 'base64');

export const upstreamOf = (kubeconfig: string): Upstream => {
  const { clusters, users } = parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
  const [cluster, user] = [clusters[0]?.cluster, users[0]?.user];
  if (cluster === undefined || user === undefined) throw new Error(`${kubeconfig} names no cluster and user`);
  const agent = new Agent({ keepAlive: true, ca: decoded(cluster['certificate-authority-data']), cert: decoded(user['client-certificate-data']), key: decoded(user['client-key-data']) });
  const send = async ({ url, method, headers }: IncomingMessage, body: string): Promise<IncomingMessage> => {
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, 'accept-encoding': _____, ...rest } = headers;
    const asked = request(new URL(url ?? '/', cluster.server), { agent, method, headers: { ...rest, ...(body === '' ? {} : { 'content-length': Buffer.byteLength(body) }) } });
    asked.end(body);
    const [incoming] = (await once(asked, 'response')) as [IncomingMessage];
    return incoming;
  };
  return {
    ask: async (asked, body) => {
      const incoming = await send(asked, body);
      return { status: incoming.statusCode ?? 502, headers: incoming.headers, content: await buffer(incoming) };
    },
    open: (asked) => send(asked, ''),
    close: () => agent.destroy(),
  };
};
