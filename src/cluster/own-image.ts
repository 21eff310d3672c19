/** Which image we are ourselves: the same program is the coordinator and every probe. */
import type { PodSettings } from '../model/pod-settings.ts';
import type { Named } from '../model/snapshot.ts';
import type { Connection } from './connection.ts';
import { translate } from './errors.ts';

/**
 * @param pod the one that we run in
 * @throws NetproofError where it may not be read
 */
export const ownImage = async (api: Connection, { namespace, name }: Named): Promise<Pick<PodSettings, 'image' | 'imagePullPolicy'>> => {
  try {
    const { spec } = await api.core.readNamespacedPod({ namespace, name });
    const [container] = spec?.containers ?? [];
    // The API server takes no pod without either.
    return { image: container?.image ?? '', imagePullPolicy: policyOf(container?.imagePullPolicy) };
  } catch (error) {
    throw translate(error, `read pod "${namespace}/${name}", whose image the probes are to have (grant it, or give --image)`);
  }
};

const policyOf = (text: string | undefined): PodSettings['imagePullPolicy'] => (text === 'Always' || text === 'Never' ? text : 'IfNotPresent');
