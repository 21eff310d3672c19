import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { expect } from 'chai';
import { probeHttp } from '../../../probes/http.ts';
import { probeTcp } from '../../../probes/tcp.ts';
import type { Outcome } from '../../../probes/contract.ts';
import { type Certificate, makeAuthority } from '../../support/certificate.ts';
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

  for (const [path, read] of [['/livez', 'from an API server'], ['/', 'from a metadata service']] as const) {
    it(`asks once ${read}, for the given path, and sends nothing that could unlock data`, async () => {
      let received = '';
      const port = await tcpServer((socket) => {
        socket.on('data', (chunk) => {
          received += chunk.toString('latin1');
          if (received.endsWith('\r\n\r\n')) socket.end('HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n');
        });
      });

      expect(await probeHttp(httpDial(port, { path }), 1, now)).to.include({ kind: 'connected', code: '401' });
      expect(received).to.equal(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: keep-alive\r\nuser-agent: netproof\r\n\r\n`);
    });
  }

  it('greets with as little', async () => {
    let received = '';
    const port = await tcpServer((socket) => {
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1');
        socket.end('HTTP/1.1 200 OK\r\n\r\n');
      });
    });

    await probeTcp(tcpDial(port, { speak: 'http' }), 1, now);

    expect(received).to.equal('HEAD / HTTP/1.0\r\nUser-Agent: netproof\r\n\r\n');
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
    const port = await deafPort();

    const { elapsedMs, local, ...outcome } = await probeHttp(httpDial(port, { timeoutMs: 300 }), 1, now);

    expect(outcome).to.deep.equal({ kind: 'timed-out', proof: 'none', remote: `127.0.0.1:${port}` });
    expect(local).to.match(/^127\.0\.0\.1:[1-9]\d*$/);
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
    const authority = makeAuthority();
    const named = authority.sign('subjectAltName=IP:127.0.0.1');
    const secure = (handle: Handle, served = named): Promise<number> => anyServer(createSecureServer(served, handle));
    const askOf = async (served: Certificate, caPem?: string): Promise<Outcome> => {
      const port = await secure(answer(401), served);
      return probeHttp(httpDial(port, { scheme: 'https', ...(caPem === undefined ? {} : { caPem }) }), 1, now);
    };

    it('is connected, whoever signed the certificate', async () => {
      expect(await askOf(named)).to.include({ kind: 'connected', proof: 'answer', code: '401' });
    });

    it('says nothing of a certificate that the given CA signed', async () => {
      expect(await askOf(named, authority.cert)).to.include({ kind: 'connected', proof: 'answer', code: '401' });
    });

    it('says nothing of one that the given CA signed for another name: an endpoint is dialled by any address', async () => {
      expect(await askOf(authority.sign('subjectAltName=DNS:kubernetes.default.svc,IP:10.96.0.1'), authority.cert)).to.include({ kind: 'connected', proof: 'answer', code: '401' });
    });

    it('knows the right CA among several', async () => {
      expect(await askOf(named, `${makeAuthority().cert}${authority.cert}`)).to.include({ code: '401' });
    });

    for (const [whose, served, reason] of [
      ['another CA', makeAuthority().sign('subjectAltName=IP:127.0.0.1'), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
      ['itself', makeAuthority(), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ] as const) {
      it(`says so where ${whose} signed the certificate, and is connected all the same`, async () => {
        expect(await askOf(served, authority.cert)).to.include({ kind: 'connected', proof: 'answer', code: `401 untrusted certificate: ${reason}` });
      });
    }

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
