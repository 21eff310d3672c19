import { endpointOf } from '../derive/classes.ts';
import { toPodEndpoint } from '../world/world.ts';
import type { PodTemplate, World } from '../world/world.ts';
import { namespaceNameLabel } from '../policy/policy-index.ts';
import type { Setting } from './fault.ts';

/**
 * @param guests whose labels a run may wear, made-up ones as well
 * @param known the namespaces of which all pods were read
 */
export const settingOf = ({ policies, pods, namespaces }: World, guests: readonly PodTemplate[], known: readonly string[]): Setting => ({
  policies,
  pods: [...pods.filter(({ hostNetwork }) => !hostNetwork).map(toPodEndpoint), ...guests.map(endpointOf)],
  namespaces: namespaces.map(({ name, labels }) => ({ name, labels: { ...labels, [namespaceNameLabel]: name } })),
  knows: (namespace) => known.includes(namespace),
});
