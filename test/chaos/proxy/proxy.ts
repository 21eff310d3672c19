/** Stands before a real API server, on the loopback interface, and fails as it is told. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { nameOf } from './fault.ts';
import type { Choose, Fault } from './fault.ts';
import { statusBody } from './status-body.ts';
import type { Upstream } from './upstream.ts';

export interface Proxy {
  readonly server: string;
  /** Faults that were met so far, by name. */
  readonly met: () => Readonly<Record<string, number>>;
  readonly requests: () => number;
  readonly close: () => Promise<void>;
}

export const startProxy = async (upstream: Upstream, choose: Choose): Promise<Proxy> => {
  const met: Record<string, number> = {};
  const lists = new Map<string, Buffer>();
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const url = new URL(request.url ?? '/', 'http://proxy');
    const streams = url.searchParams.has('watch') || url.searchParams.has('follow');
    const fault = choose({ method: request.method ?? 'GET', url, streams });
    if (fault !== undefined) met[nameOf(fault)] = (met[nameOf(fault)] ?? 0) + 1;
    const handling = streams ? stream(upstream, request, response, fault) : exchange(upstream, request, response, fault, lists);
    // Where the real server cannot be reached, or the client has gone.
    handling.catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    met: () => met,
    requests: () => requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const fail = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...(status === 429 || status === 503 ? { 'retry-after': '1' } : {}) });
  response.end(JSON.stringify(statusBody(status)));
};

const exchange = async (upstream: Upstream, request: IncomingMessage, response: ServerResponse, fault: Fault | undefined, lists: Map<string, Buffer>): Promise<void> => {
  const body = await text(request);
  if (fault?.kind === 'stall') await sleep(fault.ms);
  if (fault?.kind === 'drop' && fault.when === 'before') return void response.destroy();
  if (fault?.kind === 'answer' && !fault.executed) return fail(response, fault.status);
  const { status, headers, content } = await upstream.ask(request, body);
  if (fault?.kind === 'drop' && fault.when === 'after') return void response.destroy();
  if (fault?.kind === 'answer') return fail(response, fault.status);
  const key = `${request.method} ${request.url}`;
  if (request.method === 'GET' && !lists.has(key)) lists.set(key, content);
  const told = (fault?.kind === 'stale' ? lists.get(key) : undefined) ?? content;
  response.writeHead(status, { 'content-type': headers['content-type'] ?? 'application/json', 'content-length': told.length });
  if (fault?.kind === 'drop') response.write(told.subarray(0, Math.floor(told.length / 2)), () => response.destroy());
  else response.end(told);
};

const stream = async (upstream: Upstream, request: IncomingMessage, response: ServerResponse, fault: Fault | undefined): Promise<void> => {
  if (fault?.kind === 'stall') await sleep(fault.ms);
  if (fault?.kind === 'drop') return void response.destroy();
  if (fault?.kind === 'answer') return fail(response, fault.status);
  const incoming = await upstream.open(request);
  response.on('close', () => incoming.destroy());
  response.writeHead(incoming.statusCode ?? 502, { 'content-type': incoming.headers['content-type'] ?? 'text/plain' });
  response.flushHeaders();
  let left = fault?.kind === 'cut' ? fault.bytes : Infinity;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    response.write(chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0) break;
  }
  if (fault?.kind === 'cut' && !fault.clean) response.destroy();
  else response.end();
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
