import { pino } from 'pino';
import { expect } from 'chai';
import type { Connection } from '../../../src/cluster/connection.ts';
import { createLogReader } from '../../../src/interpret/log-reader.ts';
import { follow } from '../../../src/run/follow.ts';
import type { LivePod } from '../../../src/run/live-pod.ts';
import { aPlan } from '../../support/plan.ts';

const [plan] = aPlan().pods;
if (plan === undefined) throw new Error('a plan has pods');
const hello = `${JSON.stringify({ t: 'hello', contract: 4, run: 'r', pod: plan.name, ips: [], wall: '' })}\n`;

/** Each reading gives one of these texts, or breaks at once; the last serves for all that follow. */
const readings = (...texts: (string | undefined)[]) => {
  let opened = 0;
  const stream: Connection['stream'] = async () => {
    const text = texts[Math.min(opened, texts.length - 1)];
    opened += 1;
    if (text === undefined) throw new Error('broken');
    return (async function* () {
      // A line may come in pieces.
      yield Buffer.from(text.slice(0, 10));
      yield Buffer.from(text.slice(10));
    })();
  };
  return { api: { stream } as unknown as Connection, opened: () => opened };
};
const run = async (fake: ReturnType<typeof readings>, hasEnded: boolean) => {
  const pod: LivePod = { plan, uid: 'u', createdMs: 0, altered: [], responder: 'r', reader: createLogReader(plan), lost: false, stopping: false, dropped: new AbortController() };
  let nowMs = 0;
  await follow({ api: fake.api, now: () => (nowMs += 100), log: pino({ level: 'silent' }) }, pod, () => hasEnded, new AbortController().signal, 0);
  return pod;
};

describe('follow()', () => {
  it('reads the log of a pod that has ended a few times, and keeps what it read', async () => {
    const fake = readings(hello);
    const pod = await run(fake, true);
    expect([fake.opened(), pod.lost, pod.reader.read().records.length]).to.deep.equal([3, true, 1]);
  });

  it('keeps what it read where the log cannot be opened again', async () => {
    const fake = readings(hello, undefined);
    const pod = await run(fake, false);
    expect(pod.lost).to.equal(true);
    expect(pod.reader.read().records).to.have.length(1);
    expect(fake.opened()).to.be.above(3);
  });

  it('begins again with a stream that broke, and counts nothing twice', async () => {
    const pod = await run(readings(hello, hello, `${hello}not json but {"t":\n{"t":`), true);
    expect(pod.reader.read().records).to.have.length(1);
  });
});
