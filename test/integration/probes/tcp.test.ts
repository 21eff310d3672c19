import type { Socket } from 'node:net';
import { expect } from 'chai';
import type { Speak } from '../../../probes/contract.ts';
import { probeTcp } from '../../../probes/tcp.ts';
import { now, tcpDial } from './dials.ts';
import { cleanUp, closedTcpPort, deafPort, tcpServer } from './servers.ts';

const answerLine = (socket: Socket, reply: (line: string) => string): void => {
  socket.on('data', (chunk) => socket.write(reply(chunk.toString().trimEnd())));
};

/** Runs nothing else for a while, from the moment at which the SYN is out and nothing has been read. */
const stall = async (ms: number): Promise<void> => {
  for (let tick = 0; tick < 10; tick += 1) await new Promise((resolve) => process.nextTick(resolve));
  const until = now() + ms;
  while (now() < until);
};

describe('probeTcp()', () => {
  afterEach(cleanUp);

  it('is connected with an echo by a responder, and knows both ends', async () => {
    const port = await tcpServer((socket) => answerLine(socket, (line) => `${line} server-a 127.0.0.1\n`));

    const outcome = await probeTcp(tcpDial(port), 7, now);

    expect(outcome).to.include({ kind: 'connected', proof: 'echo', by: 'server-a', seen: '127.0.0.1', remote: `127.0.0.1:${port}` });
    expect(outcome.local).to.match(/^127\.0\.0\.1:\d+$/);
    expect(outcome.elapsedMs).to.be.within(0, 300);
  });

  it('sends the nonce with the number of the attempt', async () => {
    const lines: string[] = [];
    const port = await tcpServer((socket) => answerLine(socket, (line) => `${lines.push(line)}\n`));

    await probeTcp(tcpDial(port), 7, now);

    expect(lines).to.deep.equal(['netproof/1 nonce-nonce.7']);
  });

  it('dials IPv6', async () => {
    const port = await tcpServer((socket) => answerLine(socket, (line) => `${line} server-a ::1\n`), '::1');

    const outcome = await probeTcp(tcpDial(port, { address: '::1' }), 1, now);

    expect(outcome).to.include({ kind: 'connected', proof: 'echo', seen: '::1', remote: `[::1]:${port}` });
  });

  it('does not fall back to the other family', async () => {
    const port = await tcpServer(() => undefined, '127.0.0.1');

    expect(await probeTcp(tcpDial(port, { address: '::1' }), 1, now)).to.include({ kind: 'refused' });
  });

  it('takes a fresh source port for each attempt', async () => {
    const port = await tcpServer((socket) => socket.end());

    const locals = [];
    for (let attempt = 1; attempt <= 10; attempt += 1) locals.push((await probeTcp(tcpDial(port), attempt, now)).local);

    expect(new Set(locals).size).to.equal(10);
  });

  it('reads an answer that comes byte by byte', async () => {
    const port = await tcpServer((socket) => {
      socket.setNoDelay().on('data', (chunk) => {
        const answer = `${chunk.toString().trimEnd()} server-a 127.0.0.1\n`;
        answer.split('').forEach((byte, index) => setTimeout(() => socket.write(byte), index));
      });
    });

    expect(await probeTcp(tcpDial(port, { timeoutMs: 1000 }), 1, now)).to.include({ kind: 'connected', proof: 'echo' });
  });

  it('is connected without proof where nothing is to be spoken', async () => {
    const port = await tcpServer(() => undefined);

    const { elapsedMs, local, remote, ...outcome } = await probeTcp(tcpDial(port, { speak: 'nothing' }), 1, now);

    expect(outcome).to.deep.equal({ kind: 'connected', proof: 'none' });
    expect(elapsedMs).to.be.below(100);
    expect([local, remote].join()).to.include('127.0.0.1');
  });

  it('is connected without proof by a server that stays silent', async () => {
    const port = await tcpServer(() => undefined);

    const outcome = await probeTcp(tcpDial(port), 1, now);

    expect(outcome).to.include({ kind: 'connected', proof: 'none', code: 'no-answer' });
    expect(outcome.elapsedMs).to.be.within(299, 500);
  });

  it('is connected without proof by a server that closes', async () => {
    const port = await tcpServer((socket) => socket.end());

    expect(await probeTcp(tcpDial(port), 1, now)).to.include({ kind: 'connected', proof: 'none', code: 'closed' });
  });

  it('is connected without proof by a server that resets', async () => {
    const port = await tcpServer((socket) => socket.on('data', () => socket.resetAndDestroy()));

    expect(await probeTcp(tcpDial(port), 1, now)).to.include({ kind: 'connected', proof: 'none', code: 'ECONNRESET' });
  });

  it('is refused where nobody listens', async () => {
    const port = await closedTcpPort();

    const outcome = await probeTcp(tcpDial(port), 1, now);

    expect(outcome).to.include({ kind: 'refused', proof: 'none', code: 'ECONNREFUSED', syscall: 'connect', remote: `127.0.0.1:${port}` });
    expect(outcome.local).to.match(/^127\.0\.0\.1:[1-9]\d*$/);
  });

  it('times out where SYNs are dropped', async () => {
    const port = await deafPort();

    const { elapsedMs, local, ...outcome } = await probeTcp(tcpDial(port), 1, now);

    expect(outcome).to.deep.equal({ kind: 'timed-out', proof: 'none', remote: `127.0.0.1:${port}` });
    expect(local).to.match(/^127\.0\.0\.1:[1-9]\d*$/);
    expect(elapsedMs).to.be.within(299, 500);
  });

  it('is a local error where our own kernel refuses to send', async () => {
    // The broadcast address of the loopback network: connect(2) fails, in words that an ICMP message would have too.
    const outcome = await probeTcp(tcpDial(9, { address: '127.255.255.255' }), 1, now);

    expect(outcome).to.include({ kind: 'local-error', code: 'ENETUNREACH', syscall: 'connect', remote: '127.255.255.255:9' });
    expect(outcome).not.to.have.property('local');
  });

  describe('in a process that was kept from running', () => {
    it('reads what waits in the kernel before it says that time is over', async () => {
      const port = await tcpServer(() => undefined);
      const attempt = probeTcp(tcpDial(port, { speak: 'nothing' }), 1, now);

      await stall(340);

      expect(await attempt).to.include({ kind: 'connected', proof: 'none' });
    });

    it('grants the time in which it did not run', async () => {
      const port = await tcpServer((socket) => answerLine(socket, (line) => `${line} server-a 127.0.0.1\n`));
      const attempt = probeTcp(tcpDial(port), 1, now);

      await stall(600);

      expect(await attempt).to.include({ kind: 'connected', proof: 'echo' });
    });

    it('grants it once, so that every attempt ends', async () => {
      const port = await tcpServer(() => undefined);
      const attempt = probeTcp(tcpDial(port), 1, now);

      await stall(600);

      expect((await attempt).elapsedMs).to.be.within(600, 1200);
    });
  });

  describe('with a greeting', () => {
    const answers: readonly [speak: Speak, answer: string, code: string | undefined][] = [
      ['redis', '-NOAUTH Authentication required.\r\n', 'NOAUTH'],
      ['mysql', '\x0d\0\0\0\x0a8.4.3\0abcdef', undefined],
      ['postgres', 'N', 'N'],
      ['http', 'HTTP/1.1 404 Not Found\r\n\r\n', '404'],
      ['tls', '\x15\x03\x03\0\x02\x02\x28', 'alert 40'],
    ];
    for (const [speak, answer, code] of answers) {
      const greet = (socket: Socket): void => {
        const say = (): unknown => socket.write(Buffer.from(answer, 'latin1'));
        if (speak === 'mysql') say();
        else socket.once('data', say);
      };

      it(`${speak}: is connected by its server`, async () => {
        const port = await tcpServer(greet);

        const outcome = await probeTcp(tcpDial(port, { speak }), 1, now);

        expect(outcome).to.include({ kind: 'connected', proof: 'greeting' });
        expect(outcome.code).to.equal(code);
      });

      it(`${speak}: is connected without proof by a server of something else`, async () => {
        const port = await tcpServer((socket) => socket.write('220 mail.test ESMTP ready\r\n'));

        expect(await probeTcp(tcpDial(port, { speak }), 1, now)).to.include({ kind: 'connected', proof: 'none', code: 'unexpected-answer' });
      });

      it(`${speak}: is connected without proof by a server that stays silent`, async () => {
        const port = await tcpServer(() => undefined);

        expect(await probeTcp(tcpDial(port, { speak, timeoutMs: 100 }), 1, now)).to.include({ kind: 'connected', proof: 'none', code: 'no-answer' });
      });
    }
  });

  it('gives up on a server that talks without end', async () => {
    const port = await tcpServer((socket) => socket.write('HTTP/1.1 200 '.padEnd(100_000, 'x')));

    const outcome = await probeTcp(tcpDial(port, { speak: 'http' }), 1, now);

    expect(outcome).to.include({ kind: 'connected', proof: 'none', code: 'unexpected-answer' });
  });
});
