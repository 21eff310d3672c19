import { expect } from 'chai';
import { type DecodedPacket, decode, encode } from 'dns-packet';
import { probeDns } from '../../../probes/dns.ts';
import { dnsDial, now } from './dials.ts';
import { cleanUp, closedTcpPort, closedUdpPort, tcpServer, udpServer } from './servers.ts';

const serverFailure = 2;
const noSuchName = 3;

const respond = (query: DecodedPacket, rcode = 0): Buffer =>
  encode({
    type: 'response',
    id: query.id ?? 0,
    flags: rcode,
    questions: query.questions ?? [],
    answers: rcode === 0 ? [{ type: 'A', name: query.questions?.[0]?.name ?? '', data: '127.0.0.9' }] : [],
  });

const overUdp = (answer: (query: DecodedPacket) => Buffer): Promise<number> =>
  udpServer((message, from, socket) => socket.send(answer(decode(message)), from.port, from.address));

const overTcp = (answer: (query: DecodedPacket) => Buffer): Promise<number> =>
  tcpServer((socket) =>
    socket.on('data', (chunk) => {
      const message = answer(decode(chunk.subarray(2)));
      const length = Buffer.alloc(2);
      length.writeUInt16BE(message.length);
      socket.write(length);
      socket.write(message);
    }),
  );

describe('probeDns()', () => {
  afterEach(cleanUp);

  for (const [transport, serve, closedPort] of [['udp', overUdp, closedUdpPort], ['tcp', overTcp, closedTcpPort]] as const) {
    describe(`over ${transport.toUpperCase()}`, () => {
      it('is connected by an answer', async () => {
        const port = await serve((query) => respond(query));

        const outcome = await probeDns(dnsDial(port, { transport }), 1, now);

        expect(outcome).to.include({ kind: 'connected', proof: 'answer', code: 'NOERROR', remote: `127.0.0.1:${port}` });
        expect(outcome.answers).to.deep.equal(['127.0.0.9']);
      });

      it('asks for the name and the type that it was given', async () => {
        const questions: unknown[] = [];
        const port = await serve((query) => {
          questions.push(query.questions?.[0]);
          return respond(query);
        });

        await probeDns(dnsDial(port, { transport, names: ['a.test.'], type: 'AAAA' }), 1, now);

        expect(questions).to.deep.equal([{ name: 'a.test', type: 'AAAA', class: 'IN' }]);
      });

      it('tells the name that is there from the one that is not', async () => {
        const port = await serve((query) => respond(query, query.questions?.[0]?.name === 'there.test' ? 0 : noSuchName));
        const dial = dnsDial(port, { transport, names: ['there.test', 'absent.test'] });

        const outcomes = [await probeDns(dial, 1, now), await probeDns(dial, 2, now)];

        expect(outcomes.map(({ kind, code, answers }) => ({ kind, code, answers }))).to.deep.equal([
          { kind: 'connected', code: 'NOERROR', answers: ['127.0.0.9'] },
          { kind: 'connected', code: 'NXDOMAIN', answers: undefined },
        ]);
      });

      it('is connected by a failure of the server', async () => {
        const port = await serve((query) => respond(query, serverFailure));

        expect(await probeDns(dnsDial(port, { transport }), 1, now)).to.include({ kind: 'connected', proof: 'answer', code: 'SERVFAIL' });
      });

      it('is refused where nobody listens', async () => {
        const port = await closedPort();

        expect(await probeDns(dnsDial(port, { transport }), 1, now)).to.include({ kind: 'refused', code: 'ECONNREFUSED' });
      });
    });
  }

  it('times out over UDP where nobody answers', async () => {
    const port = await udpServer(() => undefined);

    expect(await probeDns(dnsDial(port), 1, now)).to.include({ kind: 'timed-out', proof: 'none' });
  });

  it('is connected over UDP by a truncated answer, and asks nobody again', async () => {
    let queries = 0;
    const port = await overUdp((query) => {
      queries += 1;
      const message = respond(query);
      message[2] = (message[2] ?? 0) | 0x02;
      return message.subarray(0, -3);
    });

    const outcome = await probeDns(dnsDial(port), 1, now);

    expect(outcome).to.include({ kind: 'connected', proof: 'answer', code: 'NOERROR' });
    expect(outcome).not.to.have.property('answers');
    expect(queries).to.equal(1);
  });

  it('is connected without proof over TCP where nobody answers', async () => {
    const port = await tcpServer(() => undefined);

    expect(await probeDns(dnsDial(port, { transport: 'tcp' }), 1, now)).to.include({ kind: 'connected', proof: 'none', code: 'no-answer' });
  });

  it('is a DNS error over UDP where the answer is to another query', async () => {
    const port = await overUdp((query) => respond({ ...query, id: ((query.id ?? 0) + 1) & 0xffff }));

    expect(await probeDns(dnsDial(port), 1, now)).to.include({ kind: 'dns-error', proof: 'none', code: 'unexpected-answer' });
  });

  it('waits for its own answer when another comes first', async () => {
    const port = await udpServer((message, from, socket) => {
      const query = decode(message);
      for (const id of [((query.id ?? 0) + 1) & 0xffff, query.id ?? 0]) socket.send(respond({ ...query, id }), from.port, from.address);
    });

    expect(await probeDns(dnsDial(port), 1, now)).to.include({ kind: 'connected', proof: 'answer' });
  });

  it('is connected without proof over TCP by a server of something else', async () => {
    const port = await tcpServer((socket) => socket.write(Buffer.alloc(600)));

    expect(await probeDns(dnsDial(port, { transport: 'tcp' }), 1, now)).to.include({ kind: 'connected', proof: 'none', code: 'unexpected-answer' });
  });
});
