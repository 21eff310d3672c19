import { createOwnNamespace, deleteNamespace } from '../../cluster/control-namespace.ts';
import { createLease } from '../../cluster/leases.ts';
import { startHeart } from '../heart.ts';
import type { Teardown } from '../teardown.ts';
import type { BatteryContext, BatteryRun } from './context.ts';

/** The namespace whose Lease shows that the run is alive; whatever else the run makes names it. */
export const heartOf = (id: string): string => `netproof-${id}`;

export const anchorBattery = async ({ api, log }: BatteryContext, { id, heart: name }: Pick<BatteryRun, 'id' | 'heart'>, teardown: Teardown): Promise<void> => {
  const namespace = await createOwnNamespace(api, name, id, name);
  teardown.add(`namespace ${name}`, () => deleteNamespace(api, namespace));
  const lease = await createLease(api, name, id, name);
  const beat = startHeart({ api, log }, lease);
  teardown.add(`lease ${name}`, () => Promise.resolve(beat.stop()));
};
