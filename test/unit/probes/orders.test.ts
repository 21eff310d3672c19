import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { watchOrders } from '../../../probes/orders.ts';

const dial = { id: 'd', address: '127.0.0.1', port: 80, timeoutMs: 1000, pausesMs: [100], repeat: true, prober: 'udp', nonce: 'nonce-nonce' };
const order = (number: number): string => JSON.stringify({ number, dials: [dial] });

describe('watchOrders()', () => {
  let folder: string;
  let file: string;
  const heard: (number | string)[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orders-'));
    file = join(folder, 'orders');
    watchOrders(({ number }) => heard.push(number), ({ message }) => heard.push(message), folder);
  });
  after(() => rm(folder, { recursive: true }));

  const write = async (text: string): Promise<void> => {
    await writeFile(file, text);
    await new Promise((resolve) => setTimeout(resolve, 200));
  };

  it('waits for a file, and hands on each order once, whatever was wrong in between', async () => {
    await new Promise((resolve) => setTimeout(resolve, 120));
    for (const text of ['', order(1), order(1), '{', order(2)]) await write(text);

    expect(heard).to.deep.equal([1, 'Cannot read the plan: the order is not JSON', 2]);
  });
});
