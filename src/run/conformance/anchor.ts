import { createOwnNamespace } from '../../cluster/control-namespace.ts';
import { deleteNamespace } from '../../cluster/control-namespace.ts';
import { createLease } from '../../cluster/leases.ts';
import { startHeart } from '../heart.ts';
import type { Teardown } from '../teardown.ts';
import type { BatteryContext, BatteryRun } from './context.ts';

/** The namespace whose Lease shows that the run is alive; whatever else it makes names it. @returns its name */
export const anchorBattery = async ({ api, log }: BatteryContext, { id }: Pick<BatteryRun, 'id'>, teardown: Teardown): Promise<string> => {
  const name = `netproof-${id}`;
  const namespace = await createOwnNamespace(api, name, id, name);
  teardown.add(`namespace ${name}`, () => deleteNamespace(api, namespace));
  const lease = await createLease(api, name, id, name);
  const beat = startHeart({ api, log }, lease);
  teardown.add(`lease ${name}`, () => Promise.resolve(beat.stop()));
  return name;
};
