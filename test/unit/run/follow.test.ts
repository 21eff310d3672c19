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

const MiB = 1024 * 1024;
/** Where whoever reads without end is stopped, so that the test ends. */
const enough = 64 * MiB;

/** A log that never ends: a beginning, and then the same over and over. How much of it was taken, and how much memory was held meanwhile. */
const flood = (beginning: string, over: string) => {
  const chunk = Buffer.from(over.repeat(Math.ceil(65_536 / over.length)));
  const heldBefore = process.memoryUsage().arrayBuffers;
  const seen = { opened: 0, closed: 0, pulled: 0, held: 0 };
  const stream: Connection['stream'] = async () => {
    seen.opened += 1;
    return (async function* () {
      try {
        yield Buffer.from(beginning);
        for (; seen.pulled < enough; seen.pulled += chunk.length) {
          seen.held = Math.max(seen.held, process.memoryUsage().arrayBuffers - heldBefore);
          yield chunk;
        }
      } finally {
        seen.closed += 1;
      }
    })();
  };
  return { api: { stream } as unknown as Connection, seen };
};

const run = async (fake: { readonly api: Connection }, hasEnded: boolean) => {
  const pod: LivePod = { plan, uid: 'u', createdMs: 0, altered: [], relabelled: false, responder: 'r', reader: createLogReader(plan, 'r'), lost: false, stopping: false, dropped: new AbortController() };
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

  describe('with a pod that never stops talking', () => {
    const accept = `${JSON.stringify({ t: 'accept', n: 1, from: '10.0.0.1', firstMs: 0, lastMs: 0 })}\n`;
    const tooLong = 'the log is longer than 12582912 bytes';
    const cases: readonly [name: string, beginning: string, over: string, most: number, flaw: string][] = [
      ['a line without end', '', 'x', 12 * MiB, tooLong],
      ['lines that are no records', hello, 'noise, noise\n', 12 * MiB, tooLong],
      ['records without end', hello, accept, 12 * MiB, tooLong],
      ['a record without end', `${hello}{"t":"accept","from":"`, 'x', 0, 'a line is longer than the contract allows'],
      ['records of nobody', '', accept, 0, 'the log does not begin with a hello record'],
    ];
    for (const [name, beginning, over, most, flaw] of cases) {
      it(`reads no further than it must: ${name}`, async () => {
        const { api, seen } = flood(beginning, over);
        const pod = await run({ api }, false);
        expect(pod.reader.read()).to.include({ whole: false, flaw });
        expect(seen, 'the stream is given up, and not opened again').to.include({ opened: 1, closed: 1 });
        expect(seen.pulled).to.be.within(Math.max(0, most - MiB), most + MiB);
        expect(seen.held, 'bytes that were read are not kept').to.be.below(4 * MiB);
      });
    }
  });
});
