import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { expect } from 'chai';
import { probeHttp } from '../../../probes/http.ts';
import { probeTcp } from '../../../probes/tcp.ts';
import { makeCertificate } from './certificate.ts';
import { httpDial, now, tcpDial } from './dials.ts';
import { anyServer, cleanUp, closedTcpPort, deafPort, tcpServer } from './servers.ts';

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

const answer =
  (status: number, headers: Record<string, string> = {}): Handle =>
  (_request, response) =>
    response.writeHead(status, headers).end('a body that nobody reads');

const plain = (handle: Handle): Promise<number> => anyServer(createServer(handle));

describe('probeHttp()', () => {
  afterEach(cleanUp);

  for (const status of [200, 204, 301, 401, 403, 404, 500, 503]) {
    it(`is connected by the status ${status}`, async () => {
      const port = await plain(answer(status));

      const outcome = await probeHttp(httpDial(port), 1, now);

      expect(outcome).to.include({ kind: 'connected', proof: 'answer', code: String(status), remote: `127.0.0.1:${port}` });
    });
  }

  it('asks once, for the given path, with nothing that could unlock data', async () => {
    const requests: unknown[] = [];
    const port = await plain((request, response) => {
      requests.push({ method: request.method, url: request.url, headers: request.headers });
      response.end();
    });

    await probeHttp(httpDial(port, { path: '/livez' }), 1, now);

    expect(requests).to.deep.equal([
      { method: 'GET', url: '/livez', headers: { host: `127.0.0.1:${port}`, connection: 'keep-alive', 'user-agent': 'netproof' } },
    ]);
  });

  it('does not follow a redirect', async () => {
    let requests = 0;
    const port = await plain((request, response) => {
      requests += 1;
      answer(302, { location: '/elsewhere' })(request, response);
    });

    expect(await probeHttp(httpDial(port), 1, now)).to.include({ code: '302' });
    expect(requests).to.equal(1);
  });

  it('makes a connection of its own for each attempt', async () => {
    const port = await plain(answer(200));

    const locals = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) locals.push((await probeHttp(httpDial(port), attempt, now)).local);

    expect(new Set(locals).size).to.equal(5);
  });

  it('does not wait for the body', async () => {
    const port = await plain((_request, response) => response.writeHead(200, { 'content-length': '1000000' }).write('x'));

    expect((await probeHttp(httpDial(port), 1, now)).elapsedMs).to.be.below(500);
  });

  it('is refused where nobody listens', async () => {
    expect(await probeHttp(httpDial(await closedTcpPort()), 1, now)).to.include({ kind: 'refused', code: 'ECONNREFUSED', syscall: 'connect' });
  });

  it('times out where SYNs are dropped', async () => {
    const { elapsedMs, ...outcome } = await probeHttp(httpDial(await deafPort(), { timeoutMs: 300 }), 1, now);

    expect(outcome).to.deep.equal({ kind: 'timed-out', proof: 'none' });
    expect(elapsedMs).to.be.within(299, 500);
  });

  const without: readonly [what: string, serve: Parameters<typeof tcpServer>[0], code: string][] = [
    ['stays silent', () => undefined, 'no-answer'],
    ['closes', (socket) => socket.end(), 'closed'],
    ['resets', (socket) => socket.once('data', () => socket.resetAndDestroy()), 'ECONNRESET'],
    ['speaks something else', (socket) => socket.once('data', () => socket.write('220 mail.test\r\n')), 'unexpected-answer'],
  ];
  for (const [what, serve, code] of without) {
    it(`is connected without proof by a server that ${what}`, async () => {
      const port = await tcpServer(serve);

      const outcome = await probeHttp(httpDial(port, { timeoutMs: 300 }), 1, now);

      expect(outcome).to.include({ kind: 'connected', proof: 'none', code });
    });
  }

  it('connects once only, whatever undici would try again', async () => {
    let connections = 0;
    const port = await tcpServer((socket) => {
      connections += 1;
      socket.end();
    });

    await probeHttp(httpDial(port, { timeoutMs: 300 }), 1, now);
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(connections).to.equal(1);
  });

  describe('over TLS', () => {
    const { key, cert } = makeCertificate();
    const secure = (handle: Handle): Promise<number> => anyServer(createSecureServer({ key, cert }, handle));

    it('is connected, whoever signed the certificate', async () => {
      const port = await secure(answer(401));

      expect(await probeHttp(httpDial(port, { scheme: 'https' }), 1, now)).to.include({ kind: 'connected', proof: 'answer', code: '401' });
    });

    it('says nothing of a certificate that holds', async () => {
      const port = await secure(answer(401));

      expect(await probeHttp(httpDial(port, { scheme: 'https', caPem: cert }), 1, now)).to.include({ kind: 'connected', code: '401' });
    });

    it('says so where the certificate is not from the given CA, and is connected all the same', async () => {
      const port = await secure(answer(401));
      const caPem = makeCertificate().cert;

      const outcome = await probeHttp(httpDial(port, { scheme: 'https', caPem }), 1, now);

      expect(outcome).to.include({ kind: 'connected', proof: 'answer', code: '401 untrusted certificate: DEPTH_ZERO_SELF_SIGNED_CERT' });
    });

    it('is connected without proof where the server does not speak TLS', async () => {
      const port = await plain(answer(200));

      const outcome = await probeHttp(httpDial(port, { scheme: 'https', timeoutMs: 300 }), 1, now);

      expect(outcome).to.include({ kind: 'connected', proof: 'none' });
      expect(outcome.code).to.match(/^ERR_SSL_|^EPROTO|^ECONNRESET/);
    });

    it('is greeted in TLS by the same server', async () => {
      const port = await secure(answer(200));

      expect(await probeTcp(tcpDial(port, { speak: 'tls' }), 1, now)).to.include({ kind: 'connected', proof: 'greeting' });
    });
  });
});
