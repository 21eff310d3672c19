import { connect as connectTls, type TLSSocket } from 'node:tls';
import { Client } from 'undici';
import { withPort } from './address.ts';
import { runAttempt } from './attempt.ts';
import type { HttpDial } from './contract.ts';
import { wordsOf } from './outcome.ts';
import type { Prober } from './prober.ts';
import { openTcp, type TcpConnection } from './tcp-connection.ts';

/** TLS over the connection. The certificate is judged and never a reason to stop: any answer means reachable. */
const secure = ({ socket }: TcpConnection, { address, caPem }: HttpDial): TLSSocket =>
  connectTls({
    socket,
    host: address,
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(caPem === undefined ? {} : { ca: caPem }),
  });

/** The declared type is an error; what Node sets is most often the error's code. */
const reasonOf = ({ authorizationError }: TLSSocket): string =>
  typeof authorizationError === 'string' ? authorizationError : wordsOf(authorizationError).code;

/** The status, and the reason why the certificate does not hold where there was a CA to check it against. */
const codeOf = (status: number, tls: TLSSocket | undefined, { caPem }: HttpDial): string =>
  caPem === undefined || tls === undefined || tls.authorized
    ? String(status)
    : `${status} untrusted certificate: ${reasonOf(tls)}`;

/** What undici says of the other side, in the words of the other probers. */
const translated = (error: Error): Error => {
  const closed = (error as NodeJS.ErrnoException).code === 'UND_ERR_SOCKET';
  const code = error.name === 'HTTPParserError' ? 'unexpected-answer' : closed ? 'closed' : undefined;
  return code === undefined ? error : Object.assign(new Error(error.message, { cause: error }), { code });
};

/** One request on a connection of its own. The status line is all that is looked at. */
export const probeHttp: Prober<HttpDial> = (dial, _attempt, now) =>
  runAttempt(dial.timeoutMs, now, (end) => {
    const connection = openTcp(dial);
    const { socket } = connection;
    const tls = dial.scheme === 'https' ? secure(connection, dial) : undefined;
    const fail = (error: Error): void => end(connection.failed(translated(error)));
    const client = new Client(`${dial.scheme}://${withPort(dial.address, dial.port)}`, {
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_options, done) => {
        const ready = tls ?? socket;
        ready.once(tls === undefined ? 'connect' : 'secureConnect', () => done(null, ready));
      },
    });
    for (const each of [socket, tls]) each?.on('error', fail);
    client.dispatch(
      { method: 'GET', path: dial.path, headers: { 'user-agent': 'netproof' } },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, status) =>
          end(connection.connected({ proof: 'answer', code: codeOf(status, tls, dial) })),
        onResponseData: () => undefined,
        onResponseEnd: () => undefined,
        onResponseError: (_controller, error) => fail(error),
      },
    );
    return {
      overdue: connection.silent,
      release: () => {
        tls?.destroy();
        socket.destroy();
        client.destroy().catch(() => undefined);
      },
    };
  });
