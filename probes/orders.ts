import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Orders, ordersFile } from './contract.ts';
import { parseOrders } from './plan.ts';
import { PlanError } from './plan-fields.ts';

/** The file is replaced as a whole by whoever writes it, and is small. */
const lookEveryMs = 50;

const read = (text: string): Orders | PlanError => {
  try {
    return parseOrders(text);
  } catch (error) {
    if (error instanceof PlanError) return error;
    throw error;
  }
};

/** Looks for orders, and hands on each one once. One that cannot be read is told and forgotten: the next may be better. */
export const watchOrders = (obey: (orders: Orders) => void, refuse: (error: PlanError) => void, file = join(ordersFile.directory, ordersFile.name)): void => {
  let last = '';
  const look = async (): Promise<void> => {
    // It is not there yet, or empty, until the first order.
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text !== '' && text !== last) {
      last = text;
      const orders = read(text);
      if (orders instanceof PlanError) refuse(orders);
      else obey(orders);
    }
    // Whoever waits for orders alone has nothing to live for.
    setTimeout(() => void look(), lookEveryMs).unref();
  };
  void look();
};
