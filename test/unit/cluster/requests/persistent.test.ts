import { expect } from 'chai';
import { createCircuit, defaultCircuit } from '../../../../src/cluster/requests/circuit.ts';
import type { Answer, Question } from '../../../../src/cluster/requests/exchange.ts';
import { CircuitBrokenError, createPersistent } from '../../../../src/cluster/requests/persistent.ts';
import type { Retry } from '../../../../src/cluster/requests/persistent.ts';
import { defaultPatience } from '../../../../src/cluster/requests/transient.ts';
import { rejection } from '../../../support/rejection.ts';
import { fakeClock } from './clock.ts';

const get: Question = { method: 'GET', url: 'https://api/api/v1/pods', headers: {} };
const post: Question = { method: 'POST', url: 'https://api/api/v1/namespaces/n/pods', headers: {}, body: JSON.stringify({ metadata: { name: 'a', labels: { l: '1' } } }) };
const answer = (status: number, text = '', headers = {}): Answer => ({ status, text, headers });
const broken = (code: string) => Object.assign(new Error(code), { code });

type Reply = Answer | Error;

/** Replies in turn; the last one for ever. Each takes as long as it is told. */
const scene = (replies: readonly Reply[], { takesMs = 0, turnMs = 0, hurry, onTry }: { takesMs?: number; turnMs?: number; hurry?: AbortSignal; onTry?: (tries: number) => void } = {}) => {
  const clock = fakeClock();
  const asked: string[] = [];
  const told: Retry[] = [];
  const circuit = createCircuit(defaultCircuit, clock);
  const ask = createPersistent({
    exchange: ({ method }) => {
      const reply = replies[Math.min(asked.length, replies.length - 1)];
      asked.push(method);
      onTry?.(asked.length);
      clock.pass(takesMs);
      return reply instanceof Error || reply === undefined ? Promise.reject(reply ?? new Error('nothing to say')) : Promise.resolve(reply);
    },
    turn: () => Promise.resolve(clock.pass(turnMs)),
    circuit,
    patience: defaultPatience,
    clock,
    onRetry: (retry) => void told.push(retry),
    ...(hurry === undefined ? {} : { hurry }),
  });
  return { ask, asked, clock, circuit, told, retries: () => told.length };
};

/** The signal comes with the try of that number. */
const hurriedAt = (tries: number, replies: readonly Reply[]) => {
  const controller = new AbortController();
  const onTry = (asked: number): void => {
    if (asked === tries) controller.abort();
  };
  return scene(replies, { hurry: controller.signal, onTry });
};

describe('createPersistent()', () => {
  const once: readonly { name: string; reply: Answer }[] = [
    { name: 'an answer', reply: answer(200) },
    { name: 'a refusal', reply: answer(403) },
    { name: 'a precondition that fails', reply: answer(409, '{"message":"Precondition failed: UID in precondition"}') },
  ];
  for (const { name, reply } of once) {
    it(`takes ${name} the first time`, async () => {
      const { ask, asked, retries } = scene([reply]);
      expect([await ask(get), asked.length, retries()]).to.deep.equal([reply, 1, 0]);
    });
  }

  it('asks again until it is answered', async () => {
    const { ask, asked, retries } = scene([answer(429), broken('ECONNRESET'), answer(500), answer(200, 'done')]);
    expect(await ask(get)).to.deep.equal(answer(200, 'done'));
    expect([asked.length, retries()]).to.deep.equal([4, 3]);
  });

  it('waits as long as the server asks for', async () => {
    const { ask, clock } = scene([answer(429, '', { 'retry-after': '5' }), answer(200)]);
    await ask(get);
    expect(clock.slept).to.deep.equal([5000]);
  });

  it('does not wait longer than its patience', async () => {
    const { ask, clock } = scene([answer(429, 'busy', { 'retry-after': '3600' })]);
    expect(await ask(get)).to.include({ status: 429, text: 'busy' });
    expect(clock.slept).to.deep.equal([]);
  });

  it('gives up where the server never answers, within its patience and one try', async () => {
    const { ask, asked, clock } = scene([new DOMException('timeout', 'TimeoutError')], { takesMs: 5000 });
    expect(await rejection(ask(get))).to.have.property('name', 'TimeoutError');
    expect(clock.now()).to.be.at.most(defaultPatience.wholeMs + defaultPatience.tryMs);
    expect(asked.length).to.equal(5);
  });

  it('has patience of any length, whole milliseconds or not', async () => {
    const { ask, asked } = scene([answer(500), answer(500), answer(500), answer(200)], { takesMs: 4600.7 });
    expect(await ask(get)).to.have.property('status', 200);
    expect(asked).to.have.length(4);
  });

  it('gives up at once where nobody listens, and nobody ever has', async () => {
    const { ask, asked } = scene([broken('ECONNREFUSED')]);
    expect(await rejection(ask(get))).to.have.property('message', 'ECONNREFUSED');
    expect(asked).to.have.length(1);
  });

  it('has all its patience after a long queue', async () => {
    const { ask, asked } = scene([answer(503), answer(200)], { turnMs: defaultPatience.wholeMs - 1000 });
    expect(await ask(get)).to.have.property('status', 200);
    expect(asked).to.have.length(2);
  });

  it('asks once for a change of one version that somebody else has changed', async () => {
    const modified = answer(409, '{"message":"the object has been modified; please apply your changes to the latest version"}');
    const { ask, asked, circuit } = scene([modified]);
    const conditional = { ...post, method: 'PATCH', body: '{"metadata":{"resourceVersion":"7"}}' };
    expect([await ask(conditional), asked.length]).to.deep.equal([modified, 1]);
    await ask({ ...post, method: 'PATCH' });
    expect([asked.length > 2, circuit.heard()], 'a quota is another matter, and the server is well').to.deep.equal([true, true]);
  });

  it('does not repeat what would be done twice', async () => {
    const { ask, asked } = scene([answer(500)]);
    expect(await ask({ ...post, body: '{"metadata":{"generateName":"a-"}}' })).to.have.property('status', 500);
    expect(asked).to.have.length(1);
  });

  it('is told at once that a server that has long failed still does, but for a try now and then', async () => {
    const { ask, asked, clock, circuit } = scene([answer(200), answer(503)]);
    await ask(get);
    expect(await ask(get)).to.have.property('status', 503);
    expect(circuit.brokenForMs()).to.be.above(defaultCircuit.brokenAfterMs - 1);
    const before = asked.length;
    clock.pass(defaultCircuit.trialEveryMs);
    expect(await ask(get)).to.have.property('status', 503);
    const error = await rejection(ask(get));
    expect(error).to.be.instanceOf(CircuitBrokenError);
    expect(error.message).to.match(/^it was not asked again, since all requests have failed for \d+ s$/);
    expect(asked.length - before, 'one try').to.equal(1);
    expect(clock.now()).to.be.below(defaultPatience.wholeMs);
  });

  it('says what it asks again, and why', async () => {
    const { ask, told } = scene([answer(503), broken('ECONNRESET'), answer(200)], { takesMs: 100 });
    await ask({ ...get, url: `${get.url}?limit=500` });
    expect(told).to.deep.equal([
      { method: 'GET', path: '/api/v1/pods', waitedMs: 225, last: 'HTTP 503' },
      { method: 'GET', path: '/api/v1/pods', waitedMs: 575, last: 'ECONNRESET' },
    ]);
  });

  describe('once nobody waits any more', () => {
    it('does not read again', async () => {
      const { ask, asked } = hurriedAt(2, [answer(503)]);
      expect(await ask(get)).to.have.property('status', 503);
      expect(asked).to.have.length(2);
    });

    it('goes on with what changes something: whether it was done must be known', async () => {
      const { ask, asked } = hurriedAt(1, [answer(503), answer(503), answer(201)]);
      expect(await ask(post)).to.have.property('status', 201);
      expect(asked).to.have.length(3);
    });

    it('has all its patience for what is asked after that', async () => {
      const { ask, asked } = scene([answer(503), answer(503), answer(200)], { hurry: AbortSignal.abort() });
      expect(await ask(get)).to.have.property('status', 200);
      expect(asked).to.have.length(3);
    });
  });

  describe('a creation whose answer was lost', () => {
    const taken = answer(409, '{"reason":"AlreadyExists","message":"pods \\"a\\" already exists"}');

    it('is found', async () => {
      const { ask, asked } = scene([broken('ECONNRESET'), taken, answer(200, '{"items":[{"metadata":{"name":"a","labels":{"l":"1"},"uid":"x"}}]}')]);
      expect(await ask(post)).to.include({ status: 201, text: '{"metadata":{"name":"a","labels":{"l":"1"},"uid":"x"}}' });
      expect(asked).to.deep.equal(['POST', 'POST', 'GET']);
    });

    it('is not taken for what somebody else made', async () => {
      const { ask } = scene([answer(500), taken, answer(200, '{"items":[]}')]);
      expect(await ask(post)).to.deep.equal(taken);
    });

    it('leaves open what it cannot look up', async () => {
      const { ask } = scene([answer(504), taken, answer(403, '{"reason":"Forbidden"}')]);
      expect((await rejection(ask(post))).message).to.equal('its answer was lost, and whether it was done cannot be looked up (HTTP 403)');
    });

    it('is not looked for where the name was taken at once', async () => {
      const { ask, asked } = scene([taken]);
      expect([await ask(post), asked]).to.deep.equal([taken, ['POST']]);
    });
  });
});
