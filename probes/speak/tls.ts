import { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import type { Speech } from './speech.ts';

const recordHeaderBytes = 5;
const alert = 21;
const handshake = 22;
const serverHello = 2;

/** The first flight of Node's own TLS client, as bytes. */
const clientHello = (): Promise<Buffer> => {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  const transport = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      resolve(chunk);
      done();
    },
  });
  const client = connect({ socket: transport, rejectUnauthorized: false });
  client.on('error', () => undefined);
  return promise.finally(() => client.destroy());
};

/** A ClientHello. A ServerHello is an answer, and so is an alert: whoever refuses us in TLS speaks TLS. */
export const speakTls = async (): Promise<Speech> => ({
  hello: await clientHello(),
  read: (received) => {
    if (received.length <= recordHeaderBytes) return 'more';
    const [type, major, minor = 0xff] = received;
    if (major !== 3 || minor > 4) return 'foreign';
    if (type === handshake) return received[recordHeaderBytes] === serverHello ? { proof: 'greeting' } : 'foreign';
    if (type !== alert) return 'foreign';
    const description = received[recordHeaderBytes + 1];
    return description === undefined ? 'more' : { proof: 'greeting', code: `alert ${description}` };
  },
});
