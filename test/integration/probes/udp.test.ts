import { createSocket } from 'node:dgram';
import { expect } from 'chai';
import { probeUdp } from '../../../probes/udp.ts';
import { now, udpDial } from './dials.ts';
import { cleanUp, closedUdpPort, udpServer } from './servers.ts';

describe('probeUdp()', () => {
  afterEach(cleanUp);

  for (const [host, local] of [['127.0.0.1', /^127\.0\.0\.1:\d+$/], ['::1', /^\[::1\]:\d+$/]] as const) {
    it(`is connected with an echo by a responder on ${host}`, async () => {
      const port = await udpServer((message, from, socket) => socket.send(`${message.toString()} server-a ${from.address}`, from.port, from.address), host);

      const outcome = await probeUdp(udpDial(port, { address: host }), 7, now);

      expect(outcome).to.include({ kind: 'connected', proof: 'echo', by: 'server-a', seen: host });
      expect(outcome.local).to.match(local);
    });
  }

  it('sends one datagram, with the number of the attempt', async () => {
    const received: string[] = [];
    const port = await udpServer((message) => received.push(message.toString()));

    await probeUdp(udpDial(port), 7, now);

    expect(received).to.deep.equal(['netproof/1 nonce-nonce.7']);
  });

  it('takes a fresh source port for each attempt', async () => {
    const ports = new Set<number>();
    const port = await udpServer((message, from, socket) => {
      ports.add(from.port);
      socket.send(message, from.port, from.address);
    });

    for (let attempt = 1; attempt <= 10; attempt += 1) await probeUdp(udpDial(port), attempt, now);

    expect(ports.size).to.equal(10);
  });

  it('takes the next source port where one is in use', async () => {
    const port = await udpServer((message, from, socket) => socket.send(message, from.port, from.address));
    const first = await probeUdp(udpDial(port), 1, now);
    const blocker = createSocket('udp4');
    await new Promise<void>((resolve) => blocker.bind(Number(first.local?.split(':').at(-1)), resolve));

    const second = await probeUdp(udpDial(port), 1, now);
    blocker.close();

    expect(Number(second.local?.split(':').at(-1)) - Number(first.local?.split(':').at(-1))).to.be.within(1, 6);
    expect(second.kind).to.equal('connected');
  });

  it('is refused by an ICMP message where nobody listens', async () => {
    const port = await closedUdpPort();

    const outcome = await probeUdp(udpDial(port), 1, now);

    expect(outcome).to.include({ kind: 'refused', proof: 'none', code: 'ECONNREFUSED', syscall: 'recvmsg', remote: `127.0.0.1:${port}` });
    expect(outcome.local).to.match(/^127\.0\.0\.1:[1-9]\d*$/);
    expect(outcome.elapsedMs).to.be.below(200);
  });

  it('times out where nobody answers', async () => {
    const port = await udpServer(() => undefined);

    const outcome = await probeUdp(udpDial(port), 1, now);

    expect(outcome).to.include({ kind: 'timed-out', proof: 'none', remote: `127.0.0.1:${port}` });
    expect(outcome.local).to.match(/^127\.0\.0\.1:[1-9]\d*$/);
    expect(outcome.elapsedMs).to.be.within(299, 500);
  });

  it('waits for its own nonce when others come first', async () => {
    const port = await udpServer((message, { port: to, address }, socket) => {
      socket.send('netproof/1 nonce-other.1 server-b 127.0.0.1', to, address);
      socket.send(`${message.toString()} server-a 127.0.0.1`, to, address);
    });

    expect(await probeUdp(udpDial(port), 1, now)).to.include({ kind: 'connected', proof: 'echo', by: 'server-a' });
  });

  it('is connected without proof where all that comes is something else', async () => {
    const port = await udpServer((_message, from, socket) => socket.send('hello', from.port, from.address));

    expect(await probeUdp(udpDial(port), 1, now)).to.include({ kind: 'connected', proof: 'none', code: 'unexpected-answer' });
  });

  it('does not hear an answer from another port', async () => {
    const port = await udpServer((message, from) => {
      const other = createSocket('udp4');
      other.send(`${message.toString()} server-b 127.0.0.1`, from.port, from.address, () => other.close());
    });

    expect(await probeUdp(udpDial(port), 1, now)).to.include({ kind: 'timed-out' });
  });

  it('is a local error where our own kernel refuses to send', async () => {
    const outcome = await probeUdp(udpDial(9, { address: '127.255.255.255' }), 1, now);

    expect(outcome).to.include({ kind: 'local-error', code: 'EACCES', syscall: 'connect', remote: '127.255.255.255:9' });
  });
});
