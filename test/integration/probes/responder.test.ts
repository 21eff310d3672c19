import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { type ControlPort, createControlPort } from '../../../probes/control-port.ts';
import { createResponder, maxWitnesses, type Responder } from '../../../probes/responder.ts';
import { probeTcp } from '../../../probes/tcp.ts';
import { probeUdp } from '../../../probes/udp.ts';
import { now, tcpDial, udpDial } from './dials.ts';
import { cleanUp, cleanups, closedTcpPort, closedUdpPort } from './servers.ts';

/** What a TCP server says to these bytes, until it closes or 200 ms have passed. */
const say = async (port: number, bytes: string | Buffer): Promise<string> => {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  let heard = '';
  socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
  socket.write(bytes);
  await Promise.race([new Promise((resolve) => socket.on('close', resolve)), new Promise((resolve) => setTimeout(resolve, 200))]);
  socket.destroy();
  return heard;
};

const responderHere = (): Responder => {
  const responder = createResponder('server-a', now);
  cleanups.push(responder.close);
  return responder;
};

const controlPortHere = (): ControlPort => {
  const control = createControlPort(now);
  cleanups.push(control.close);
  return control;
};

describe('createResponder()', () => {
  afterEach(cleanUp);

  for (const address of ['127.0.0.1', '::1']) {
    it(`answers nonces over TCP and UDP on ${address} and bears witness of them`, async () => {
      const responder = responderHere();
      const [tcp, udp] = [await closedTcpPort(), await closedUdpPort()];
      await responder.listen({ protocol: 'tcp', port: tcp });
      await responder.listen({ protocol: 'udp', port: udp });

      for (let attempt = 1; attempt <= 3; attempt += 1) {
        for (const outcome of [await probeTcp(tcpDial(tcp, { address }), attempt, now), await probeUdp(udpDial(udp, { address }), attempt, now)]) {
          expect(outcome).to.include({ kind: 'connected', proof: 'echo', by: 'server-a', seen: address });
        }
      }

      const { witnesses, unwitnessed } = responder.drain();
      const seen = { t: 'witness', nonce: 'nonce-nonce', from: address, n: 3 };
      expect(witnesses.map(({ firstMs: _first, lastMs: _last, ...witness }) => witness)).to.have.deep.members([
        { ...seen, protocol: 'tcp', port: tcp },
        { ...seen, protocol: 'udp', port: udp },
      ]);
      expect(unwitnessed).to.equal(0);
      expect(responder.drain().witnesses).to.deep.equal([]);
    });
  }

  const garbage: readonly [what: string, bytes: string | Buffer][] = [
    ['another word', 'hello\n'],
    ['an HTTP request', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['half a request', 'netproof/1 nonce-no'],
    ['a short nonce', 'netproof/1 short.1\n'],
    ['more than a request', `netproof/1 ${'n'.repeat(65)}.1\n`],
    ['a megabyte', Buffer.alloc(1_000_000, 'x')],
    ['zeros', Buffer.alloc(500)],
  ];
  for (const [what, bytes] of garbage) {
    it(`has no word for ${what}`, async () => {
      const responder = responderHere();
      const port = await closedTcpPort();
      await responder.listen({ protocol: 'tcp', port });

      expect(await say(port, bytes)).to.equal('');
      expect(responder.drain().witnesses).to.deep.equal([]);
      expect(await probeTcp(tcpDial(port), 1, now)).to.include({ proof: 'echo' });
    });
  }

  it('has no word for a datagram of somebody else', async () => {
    const responder = responderHere();
    const port = await closedUdpPort();
    await responder.listen({ protocol: 'udp', port });
    const socket = createSocket('udp4');
    cleanups.push(() => socket.close());
    const heard: string[] = [];
    socket.on('message', (message) => heard.push(message.toString()));

    for (const text of ['hello', 'netproof/1 nonce-nonce.1\n', 'x'.repeat(5000), 'netproof/1 nonce-nonce.2']) socket.send(text, port, '127.0.0.1');
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(heard).to.deep.equal(['netproof/1 nonce-nonce.2 server-a 127.0.0.1']);
  });

  it('answers requests beyond what it can remember, and says how many they were', async () => {
    const responder = responderHere();
    const port = await closedUdpPort();
    await responder.listen({ protocol: 'udp', port });
    const socket = createSocket('udp4');
    cleanups.push(() => socket.close());
    let answers = 0;
    const total = maxWitnesses + 10;
    const all = Promise.withResolvers<void>();
    socket.on('message', () => {
      answers += 1;
      if (answers === total) all.resolve();
      else socket.send(`netproof/1 nonce-nonce-${answers}.1`, port, '127.0.0.1');
    });
    socket.send('netproof/1 nonce-nonce-0.1', port, '127.0.0.1');
    await all.promise;

    const { witnesses, unwitnessed } = responder.drain();
    expect([witnesses.length, unwitnessed]).to.deep.equal([maxWitnesses, 10]);
  });

  it('says why a port cannot be opened', async () => {
    const taken = createServer().listen(0, '::');
    cleanups.push(() => taken.close());
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };

    const { ms: _ms, ...record } = await responderHere().listen({ protocol: 'tcp', port });

    expect(record).to.deep.equal({ t: 'listening', protocol: 'tcp', port, error: 'EADDRINUSE' });
  });
});

describe('createControlPort()', () => {
  afterEach(cleanUp);

  it('accepts, closes, and counts by address', async () => {
    const control = controlPortHere();
    const port = await closedTcpPort();
    expect(await control.listen(port)).to.include({ t: 'listening', protocol: 'tcp', port });

    const outcomes = [];
    for (const address of ['127.0.0.1', '127.0.0.1', '::1']) outcomes.push(await probeTcp(tcpDial(port, { address }), 1, now));

    for (const outcome of outcomes) expect(outcome).to.include({ kind: 'connected', proof: 'none' });
    expect(control.drain().map(({ t, n, from }) => ({ t, n, from }))).to.deep.equal([
      { t: 'accept', n: 2, from: '127.0.0.1' },
      { t: 'accept', n: 1, from: '::1' },
    ]);
    expect(control.drain()).to.deep.equal([]);
  });
});
