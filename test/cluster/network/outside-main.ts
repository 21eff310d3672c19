import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp, type Socket } from 'node:net';
import { internet, metadata } from './addresses.ts';
import { answerOrEcho } from './outside-dns.ts';

/**
 * The hosts outside of the cluster, in a namespace of their own: "the internet" with HTTP on 80, HTTPS on 443 and 8443,
 * DNS on UDP and TCP 53, an echo on TCP and UDP 7; and a metadata service that, like a real one, tells nothing
 * without a token.
 */
const [certFile = '', keyFile = ''] = process.argv.slice(2);

const web: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/plain' }).end('the internet\n');
};
const locked: RequestListener = (_, response) => {
  response.writeHead(401, { 'content-type': 'text/plain' }).end('401 - Unauthorized\n');
};

const tls = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
for (const host of [internet.v4, internet.v6]) {
  createHttp(web).listen(80, host);
  for (const port of [443, 8443]) createHttps(tls, web).listen(port, host);
  createTcp(echo).listen(7, host);
  createTcp(dnsOverTcp).listen(53, host);
  const udp = host.includes(':') ? 'udp6' : 'udp4';
  for (const [port, reply] of [
    [7, (message: Buffer) => message],
    [53, answerOrEcho],
  ] as const) {
    const socket = createSocket(udp);
    socket.on('message', (message, from) => socket.send(reply(message), from.port, from.address));
    socket.bind(port, host);
  }
}
createHttp(locked).listen(80, metadata);

function echo(socket: Socket): void {
  socket.on('error', () => socket.destroy()).pipe(socket);
}

function dnsOverTcp(socket: Socket): void {
  let received = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      const reply = answerOrEcho(received.subarray(2, end));
      received = received.subarray(end);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      socket.write(Buffer.concat([length, reply]));
    }
  });
}
