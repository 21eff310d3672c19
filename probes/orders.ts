import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Orders, ordersFile } from './contract.ts';
import { parseOrders } from './plan.ts';
import { PlanError } from './plan-fields.ts';

/** The kernel tells of changes at once; should it miss one, this is how late we are. */
const lookEveryMs = 1000;

const read = (text: string): Orders | PlanError => {
  try {
    return parseOrders(text);
  } catch (error) {
    if (error instanceof PlanError) return error;
    throw error;
  }
};

/** Looks for orders, and hands on each one once. One that cannot be read is told and forgotten: the next may be better. */
export const watchOrders = (obey: (orders: Orders) => void, refuse: (error: PlanError) => void, directory: string = ordersFile.directory): void => {
  let last = '';
  const look = async (): Promise<void> => {
    // It is not there yet, or empty, until the first order.
    const text = await readFile(join(directory, ordersFile.name), 'utf8').catch(() => '');
    if (text === '' || text === last) return;
    last = text;
    const orders = read(text);
    if (orders instanceof PlanError) refuse(orders);
    else obey(orders);
  };
  const keepLooking = async (): Promise<void> => {
    await look();
    // Whoever waits for orders alone has nothing to live for.
    setTimeout(() => void keepLooking(), lookEveryMs).unref();
  };
  void keepLooking();
  watch(directory, { persistent: false }, () => void look());
};
