/** `/metrics`, `/healthz` and `/readyz`. Nothing of a request is read but its method and path. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describeError, NetproofError } from '../../errors.ts';

/** What is served now. */
export interface Served {
  readonly metrics: () => string;
  /** Whether the schedule still goes on: who does not answer yes is to be started anew. */
  readonly isHealthy: () => boolean;
  /** Whether there is a result. */
  readonly isReady: () => boolean;
}

export interface Endpoint {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface ListenAddress {
  /** All addresses if absent. */
  readonly host?: string;
  readonly port: number;
}

/** `:9090`, `127.0.0.1:9090`, `[::1]:9090`. @throws NetproofError ERR_USAGE */
export const parseListen = (text: string): ListenAddress => {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535) throw new NetproofError('ERR_USAGE', `Cannot read --listen "${text}": ADDRESS:PORT, or :PORT for all addresses`);
  const host = bracketed ?? plain ?? '';
  return { port, ...(host === '' ? {} : { host }) };
};

/** @throws NetproofError ERR_USAGE where the address is taken */
export const serveMetrics = async ({ host, port }: ListenAddress, { metrics, isHealthy, isReady }: Served): Promise<Endpoint> => {
  const pages: Readonly<Record<string, () => readonly [status: number, type: string, body: string]>> = {
    '/metrics': () => [200, 'text/plain; version=0.0.4; charset=utf-8', metrics()],
    '/healthz': () => (isHealthy() ? [200, plain, 'ok\n'] : [503, plain, 'no run has begun for too long\n']),
    '/readyz': () => (isReady() ? [200, plain, 'ok\n'] : [503, plain, 'no run has ended yet\n']),
  };
  const server = createServer((request, response) => {
    const page = request.method === 'GET' || request.method === 'HEAD' ? pages[request.url?.split('?')[0] ?? ''] : undefined;
    const [status, type, body] = page?.() ?? ([404, plain, 'not found\n'] as const);
    response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(request.method === 'HEAD' ? undefined : body);
    request.resume();
  });
  server.listen({ port, ...(host === undefined ? {} : { host }) });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new NetproofError('ERR_USAGE', `Cannot listen on ${host ?? ''}:${port}: ${describeError(error)}`, { cause: error });
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const plain = 'text/plain; charset=utf-8';
