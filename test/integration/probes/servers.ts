import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** Closes what the tests of a file opened. */
export const cleanups: (() => unknown)[] = [];

/** To be called in `afterEach`. */
export const cleanUp = async (): Promise<void> => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
};

const listening = async (server: Server, host: string): Promise<number> => {
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** A TCP server of this process. The answer is its port. */
export const tcpServer = async (serve: (socket: Socket) => void, host = '127.0.0.1'): Promise<number> => {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on('error', () => undefined));
    serve(socket);
  });
  cleanups.push(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return listening(server, host);
};

/** Serves with any server of Node's that listens like one of `net`. */
export const anyServer = async (server: Server & { closeAllConnections?: () => void }): Promise<number> => {
  cleanups.push(() => {
    server.closeAllConnections?.();
    server.close();
  });
  return listening(server, '127.0.0.1');
};

/** A UDP server of this process. The answer is its port. */
export const udpServer = async (
  serve: (message: Buffer, from: RemoteInfo, socket: UdpSocket) => void,
  host = '127.0.0.1',
): Promise<number> => {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (message, from) => serve(message, from, socket));
  socket.bind(0, host);
  await once(socket, 'listening');
  cleanups.push(() => socket.close());
  return socket.address().port;
};

/** A TCP port on which nobody listens, of late. */
export const closedTcpPort = async (host = '127.0.0.1'): Promise<number> => {
  const server = createServer();
  const port = await listening(server, host);
  server.close();
  await once(server, 'close');
  return port;
};

/** A UDP port on which nobody listens. */
export const closedUdpPort = async (host = '127.0.0.1'): Promise<number> => {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.bind(0, host);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
};

const deaf = `
const { parentPort } = require('node:worker_threads');
const server = require('node:net').createServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

/** A port that drops every SYN: it listens, accepts nothing, and its queue is full. */
export const deafPort = async (): Promise<number> => {
  const worker = new Worker(deaf, { eval: true });
  cleanups.push(() => worker.terminate());
  const [port] = (await once(worker, 'message')) as [number];
  const { connect } = await import('node:net');
  for (let index = 0; index < 4; index += 1) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    cleanups.push(() => socket.destroy());
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  return port;
};
