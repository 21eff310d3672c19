import { expect } from 'chai';
import { unmapped, withPort } from '../../../probes/address.ts';
import { greeting } from '../../../probes/contract.ts';
import { createGate } from '../../../probes/gate.ts';
import { parsePodIps, selfDials } from '../../../probes/self-dial.ts';
import { createTally } from '../../../probes/tally.ts';

describe('unmapped()', () => {
  for (const [address, plain] of [
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['127.0.0.1', '127.0.0.1'],
    ['fd00::ffff:1', 'fd00::ffff:1'],
    ['::ffff:0', '::ffff:0'],
  ] as const) {
    it(`makes ${plain} of ${address}`, () => expect(unmapped(address)).to.equal(plain));
  }
});

describe('withPort()', () => {
  it('puts brackets around IPv6 only', () => {
    expect([withPort('::1', 80), withPort('127.0.0.1', 80)]).to.deep.equal(['[::1]:80', '127.0.0.1:80']);
  });
});

describe('parsePodIps()', () => {
  for (const [text, ips] of [
    [undefined, []],
    ['', []],
    ['10.0.0.1', ['10.0.0.1']],
    ['10.0.0.1,fd00::1', ['10.0.0.1', 'fd00::1']],
    ['fd00::1, 10.0.0.1,10.0.0.2', ['fd00::1', '10.0.0.1']],
  ] as const) {
    it(`reads ${JSON.stringify(text)} as ${JSON.stringify(ips)}`, () => expect(parsePodIps(text)).to.deep.equal(ips));
  }
});

describe('selfDials()', () => {
  it('dials each port in each family, for ever', () => {
    const dials = selfDials(['10.0.0.1', 'fd00::1'], [{ protocol: 'tcp', port: 80 }, { protocol: 'udp', port: 53 }], () => 'nonce-nonce', 500);

    expect(dials.map(({ id, address, port, prober, repeat, pausesMs }) => ({ id, address, port, prober, repeat, pausesMs }))).to.deep.equal([
      { id: 'self:tcp:80:4', address: '10.0.0.1', port: 80, prober: 'tcp', repeat: true, pausesMs: [500] },
      { id: 'self:tcp:80:6', address: 'fd00::1', port: 80, prober: 'tcp', repeat: true, pausesMs: [500] },
      { id: 'self:udp:53:4', address: '10.0.0.1', port: 53, prober: 'udp', repeat: true, pausesMs: [500] },
      { id: 'self:udp:53:6', address: 'fd00::1', port: 53, prober: 'udp', repeat: true, pausesMs: [500] },
    ]);
  });
});

describe('createTally()', () => {
  it('counts by key and forgets what was drained', () => {
    const tally = createTally<{ from: string }>(10);
    for (const [from, ms] of [['a', 1], ['b', 2], ['a', 3]] as const) tally.note({ from }, ms);

    expect(tally.drain()).to.deep.equal([{ from: 'a', n: 2, firstMs: 1, lastMs: 3 }, { from: 'b', n: 1, firstMs: 2, lastMs: 2 }]);
    expect(tally.drain()).to.deep.equal([]);
  });

  it('refuses keys beyond its limit, and still counts those that it knows', () => {
    const tally = createTally<{ from: string }>(1);

    expect([tally.note({ from: 'a' }, 1), tally.note({ from: 'b' }, 2), tally.note({ from: 'a' }, 3)]).to.deep.equal([true, false, true]);
    expect(tally.drain()).to.deep.equal([{ from: 'a', n: 2, firstMs: 1, lastMs: 3 }]);
  });
});

describe('createGate()', () => {
  it('lets in as many as there is room for, the rest in the order of their coming', async () => {
    const gate = createGate(1);
    const inside: number[] = [];
    const entries = [1, 2, 3].map(async (number) => {
      await gate.enter();
      inside.push(number);
    });
    await entries[0];
    expect(inside).to.deep.equal([1]);
    gate.leave();
    await entries[1];
    expect(inside).to.deep.equal([1, 2]);
    gate.leave();
    await entries[2];
    expect(inside).to.deep.equal([1, 2, 3]);
  });

  it('has room again after all have left', async () => {
    const gate = createGate(2);
    for (let round = 0; round < 5; round += 1) {
      await gate.enter();
      gate.leave();
    }
  });
});

describe('greeting', () => {
  it('makes requests that its pattern accepts', () => {
    expect(greeting.pattern.exec(greeting.request('nonce-nonce', 12))?.slice(1)).to.deep.equal(['nonce-nonce', '12']);
  });

  for (const text of ['netproof/1 short.1', 'netproof/1 nonce-nonce', 'netproof/2 nonce-nonce.1', ' netproof/1 nonce-nonce.1', 'netproof/1 nonce-nonce.1 x', 'netproof/1 nonce-nonce.1\n']) {
    it(`does not accept ${JSON.stringify(text)}`, () => expect(greeting.pattern.test(text)).to.equal(false));
  }
});
