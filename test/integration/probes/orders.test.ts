import { fork } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Orders, ProbeRecord } from '../../../probes/contract.ts';
import { tcpDial } from './dials.ts';
import { emptyPlan } from './process.ts';
import { cleanUp, cleanups, closedTcpPort } from './servers.ts';

const attemptsAt = (records: readonly ProbeRecord[], dial: string): number => records.reduce((sum, record) => sum + (record.t === 'attempts' ? record.of.filter(([id]) => id === dial).length : 0), 0);
const awhile = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const start = async () => {
  const records: ProbeRecord[] = [];
  const child = fork(join(import.meta.dirname, 'programs/obedient.ts'), [JSON.stringify({ ...emptyPlan(await closedTcpPort()), takesOrders: true })]);
  child.on('message', (record: ProbeRecord) => records.push(record));
  cleanups.push(() => child.kill('SIGKILL'));
  /** Sends an order, and waits until it has been heard. */
  const obey = async (orders: Orders): Promise<void> => {
    child.send(orders);
    while (!records.some((record) => record.t === 'ordered' && record.number === orders.number)) await awhile(5);
  };
  return { records, obey, dial: { ...tcpDial(await closedTcpPort()), id: 'd', pausesMs: [20], repeat: true } };
};

describe('a probe that takes orders', function () {
  this.timeout(10_000);
  afterEach(cleanUp);

  it('says what it has heard, and dials it', async () => {
    const { records, obey, dial } = await start();
    const fromMs = performance.now();
    await obey({ number: 7, dials: [dial] });
    await awhile(300);
    await obey({ number: 8, dials: [] });
    const tookMs = performance.now() - fromMs;
    expect(records.flatMap((record) => (record.t === 'ordered' ? [record.number] : []))).to.deep.equal([7, 8]);
    // On a busy machine 300 ms may be longer.
    expect(attemptsAt(records, 'd')).to.be.within(3, tookMs / 20 + 1);
  });

  it('gives up what it is not told any more, and begins with it again when it is', async () => {
    const { records, obey, dial } = await start();
    await obey({ number: 1, dials: [dial] });
    await awhile(200);
    await obey({ number: 2, dials: [] });
    await awhile(200);
    const given = attemptsAt(records, 'd');
    await awhile(200);
    expect(attemptsAt(records, 'd')).to.equal(given);
    await obey({ number: 3, dials: [dial] });
    await awhile(300);
    await obey({ number: 4, dials: [] });
    expect(attemptsAt(records, 'd')).to.be.at.least(given + 3);
  });

  it('goes on, and no faster, with what it is told twice', async () => {
    const { records, obey, dial } = await start();
    for (const number of [1, 2, 3]) await obey({ number, dials: [{ ...dial, pausesMs: [100] }] });
    await awhile(550);
    await obey({ number: 4, dials: [] });
    expect(attemptsAt(records, 'd')).to.be.within(2, 6);
  });
});
