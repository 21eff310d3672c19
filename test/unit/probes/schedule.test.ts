import { expect } from 'chai';
import type { Outcome, TcpDial } from '../../../probes/contract.ts';
import { createGate } from '../../../probes/gate.ts';
import { maxInFlightPerDial, pauseAfter, runSchedule, untilPhase } from '../../../probes/schedule.ts';

describe('pauseAfter()', () => {
  const table = [
    { pausesMs: [], repeat: false, pauses: [undefined] },
    { pausesMs: [5, 10], repeat: false, pauses: [5, 10, undefined, undefined] },
    { pausesMs: [5, 10], repeat: true, pauses: [5, 10, 10, 10] },
    { pausesMs: [0, 50], repeat: true, pauses: [0, 50, 50] },
  ];
  for (const { pausesMs, repeat, pauses } of table) {
    it(`reads ${JSON.stringify(pausesMs)}${repeat ? ', repeated,' : ''} as ${JSON.stringify(pauses)}`, () => {
      expect(pauses.map((_, index) => pauseAfter({ pausesMs, repeat }, index))).to.deep.equal(pauses);
    });
  }
});

describe('untilPhase()', () => {
  const rows = [
    { name: 'until the next time', clockMs: 1200, phaseMs: 100, ms: 100 },
    { name: 'into the next pause', clockMs: 1350, phaseMs: 100, ms: 350 },
    { name: 'not at all where it is time', clockMs: 1300, phaseMs: 100, ms: 0 },
    { name: 'a whole pause more where a timer fired early', clockMs: 1299, phaseMs: 100, atLeastMs: 200, ms: 401 },
    { name: 'a little less than a pause where it fired late', clockMs: 1305, phaseMs: 100, atLeastMs: 200, ms: 395 },
    { name: 'for a phase beyond the pause as for the rest of it', clockMs: 1200, phaseMs: 900, ms: 100 },
  ];
  for (const { name, clockMs, phaseMs, atLeastMs, ms } of rows) it(`waits ${name}`, () => expect(untilPhase(clockMs, 400, phaseMs, atLeastMs)).to.equal(ms));
});

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
};

describe('runSchedule()', () => {
  const dial: TcpDial = {
    prober: 'tcp', speak: 'nothing', nonce: 'nonce-nonce', id: 'd', address: '127.0.0.1', port: 1, timeoutMs: 1, pausesMs: [], repeat: false,
  };
  const outcome: Outcome = { kind: 'timed-out', proof: 'none', elapsedMs: 0 };

  const start = (pausesMs: number[], limit = 100, isOver = () => false) => {
    const pending: (() => void)[] = [];
    const numbers: number[] = [];
    let ended = 0;
    const done = runSchedule({ ...dial, pausesMs }, {
      attempt: (_dial, number) => {
        numbers.push(number);
        return new Promise((resolve) => pending.push(() => resolve(outcome)));
      },
      recorder: { begin: () => () => (ended += 1) },
      gate: createGate(limit),
      now: () => 0,
      isOver,
    });
    return { pending, numbers, done, ended: () => ended };
  };

  it('starts attempts on time though earlier ones are still under way', async () => {
    const { numbers, done, ended } = start([0, 0, 0]);

    await done;

    expect(numbers).to.deep.equal([1, 2, 3, 4]);
    expect(ended()).to.equal(0);
  });

  it('makes no more once it has been given up', async () => {
    const { numbers, done } = start([0, 0, 0], 100, () => numbers.length === 2);

    await done;

    expect(numbers).to.deep.equal([1, 2]);
  });

  it('makes one attempt more than there are pauses, and tells the end of each', async () => {
    const { pending, done, ended } = start([0, 0]);

    await done;
    for (const end of pending) end();
    await turns(2);

    expect(ended()).to.equal(3);
  });

  it('holds an attempt back while the process has as many in flight as it may', async () => {
    const { pending, numbers, done } = start([0, 0, 0], 2);

    await turns(20);
    expect(numbers).to.deep.equal([1, 2]);
    pending.shift()?.();
    await turns(20);
    expect(numbers).to.deep.equal([1, 2, 3]);
    for (const end of pending) end();
    await done;
    expect(numbers).to.deep.equal([1, 2, 3, 4]);
  });

  it('holds an attempt back while its dial has as many in flight as it may', async () => {
    const { numbers } = start(Array.from({ length: 100 }, () => 0), 1000);

    await turns(200);

    expect(numbers).to.have.length(maxInFlightPerDial);
  });
});
