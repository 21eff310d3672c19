import type { Connection } from '../connection.ts';
import { hasStatus, translate } from '../errors.ts';

/** The CA that every pod is given; nothing where it may not be read or is not there, since a run can do without. */
export const readClusterCa = async (api: Connection): Promise<string | undefined> => {
  try {
    const { data } = await api.core.readNamespacedConfigMap({ namespace: 'default', name: 'kube-root-ca.crt' });
    return data?.['ca.crt'] || undefined;
  } catch (error) {
    const translated = translate(error, 'read ConfigMap default/kube-root-ca.crt');
    if (hasStatus(translated, 403) || hasStatus(translated, 404)) return undefined;
    throw translated;
  }
};
