import { createSocket, type Socket } from 'node:dgram';
import type { Server } from 'node:net';
import { wordsOf } from './outcome.ts';

/** All addresses of both families where the node has IPv6, else of IPv4 alone. */
const wildcards = ['::', '0.0.0.0'] as const;
const withoutIpv6 = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']);

type Wildcard = (typeof wildcards)[number];

const onFirstThatWorks = async (listenOn: (host: Wildcard) => Promise<void>): Promise<string | undefined> => {
  const [both, only4] = wildcards;
  try {
    await listenOn(both);
  } catch (error) {
    if (!withoutIpv6.has(wordsOf(error).code)) return wordsOf(error).code;
    try {
      await listenOn(only4);
    } catch (again) {
      return wordsOf(again).code;
    }
  }
  return undefined;
};

/** Opens a TCP port on all addresses; the answer is the error's code if that fails. */
export const listenTcp = (server: Server, port: number): Promise<string | undefined> =>
  onFirstThatWorks(
    (host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ host, port, backlog: 4096 }, () => {
          server.off('error', reject);
          resolve();
        });
      }),
  );

/** Opens a UDP port on all addresses. */
export const listenUdp = async (
  port: number,
  serve: (socket: Socket) => void,
): Promise<string | undefined> =>
  onFirstThatWorks(
    (host) =>
      new Promise((resolve, reject) => {
        const socket = createSocket(host === '::' ? 'udp6' : 'udp4');
        socket.once('error', reject);
        socket.bind(port, host, () => {
          socket.off('error', reject);
          serve(socket);
          resolve();
        });
      }),
  );
