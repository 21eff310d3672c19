import { createLease } from '../../cluster/leases.ts';
import { startHeart } from '../heart.ts';
import { namespaceCreation } from '../namespace-creation.ts';
import type { Teardown } from '../teardown.ts';
import type { BatteryContext, BatteryRun } from './context.ts';

export const anchorBattery = async ({ api, log }: BatteryContext, { id, heart: name }: Pick<BatteryRun, 'id' | 'heart'>, teardown: Teardown): Promise<void> => {
  const namespace = namespaceCreation(api, { name, run: id, heart: name });
  teardown.add(`namespace ${name}`, namespace.unmake);
  await namespace.make();
  const lease = await createLease(api, name, id, name);
  const beat = startHeart({ api, log }, lease);
  teardown.add(`lease ${name}`, () => Promise.resolve(beat.stop()));
};
