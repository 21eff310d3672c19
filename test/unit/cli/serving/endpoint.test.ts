import { expect } from 'chai';
import { parseListen, serveMetrics } from '../../../../src/cli/serving/endpoint.ts';
import type { Endpoint, Served } from '../../../../src/cli/serving/endpoint.ts';
import { NetproofError } from '../../../../src/errors.ts';
import { rejection } from '../../../support/rejection.ts';

const local = { host: '127.0.0.1', port: 0 };
const open: Endpoint[] = [];
const serving = async (served: Partial<Served> = {}): Promise<string> => {
  const endpoint = await serveMetrics(local, { metrics: () => 'a 1\n', isHealthy: () => true, isReady: () => true, ...served });
  open.push(endpoint);
  return `http://127.0.0.1:${endpoint.port}`;
};

describe('serveMetrics()', () => {
  afterEach(async () => {
    for (const endpoint of open.splice(0)) await endpoint.close();
  });

  it('serves metrics as Prometheus wants them', async () => {
    const answer = await fetch(`${await serving()}/metrics?x=1`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).to.deep.equal([200, 'text/plain; version=0.0.4; charset=utf-8', 'a 1\n']);
  });

  const pages: readonly [path: string, served: Partial<Served>, status: number][] = [
    ['/healthz', {}, 200],
    ['/healthz', { isHealthy: () => false }, 503],
    ['/readyz', {}, 200],
    ['/readyz', { isReady: () => false }, 503],
    ['/', {}, 404],
    ['/metrics/../etc', {}, 404],
    ['/__proto__', {}, 404],
    ['/toString', {}, 404],
  ];
  for (const [path, served, status] of pages) it(`answers ${path} with ${status}`, async () => expect((await fetch(`${await serving(served)}${path}`)).status).to.equal(status));

  it('lets nobody send anything', async () => expect((await fetch(`${await serving()}/metrics`, { method: 'POST', body: 'x' })).status).to.equal(404));
  it('answers HEAD without a body', async () => expect(await (await fetch(`${await serving()}/metrics`, { method: 'HEAD' })).text()).to.equal(''));

  it('says where it cannot listen', async () => {
    const port = Number(new URL(await serving()).port);
    const error = await rejection(serveMetrics({ host: '127.0.0.1', port }, { metrics: () => '', isHealthy: () => true, isReady: () => true }));
    expect(error).to.be.instanceOf(NetproofError).with.property('message').that.includes(`Cannot listen on 127.0.0.1:${port}`);
  });
});

describe('parseListen()', () => {
  for (const [text, expected] of [[':9090', { port: 9090 }], ['127.0.0.1:0', { host: '127.0.0.1', port: 0 }], ['[::1]:80', { host: '::1', port: 80 }], ['localhost:1', { host: 'localhost', port: 1 }]] as const) {
    it(`reads ${text}`, () => expect(parseListen(text)).to.deep.equal(expected));
  }
  for (const text of ['9090', '', ':', ':65536', '::1:80', 'a:b']) it(`refuses "${text}"`, () => expect(() => parseListen(text)).to.throw(NetproofError, `Cannot read --listen "${text}"`));
});
