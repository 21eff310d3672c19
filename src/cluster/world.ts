/** What the battery does to its own world besides making pods: namespaces, policies, labels, orders. */
import type { V1NetworkPolicy, V1Service } from '@kubernetes/client-node';
import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { ordersFile } from '../../probes/contract.ts';
import type { Orders } from '../../probes/contract.ts';
import type { Labels, Named } from '../model/snapshot.ts';
import type { Connection } from './connection.ts';
import { hasStatus, translate } from './errors.ts';
import { managedBy } from './identity.ts';

/** `null` takes a label away. */
export type LabelPatch = Readonly<Record<string, string | null>>;

const asMergePatch = () => setHeaderOptions('Content-Type', PatchStrategy.MergePatch);

/** Creates a policy, or puts it in the place of the one that has its name; resolves when the API server has it. */
export const applyPolicy = async (api: Connection, policy: V1NetworkPolicy & { readonly metadata: Named }): Promise<void> => {
  const { namespace, name } = policy.metadata;
  try {
    try {
      await api.networking.createNamespacedNetworkPolicy({ namespace, body: policy });
    } catch (error) {
      if (!hasStatus(translate(error, ''), 409)) throw error;
      await api.networking.replaceNamespacedNetworkPolicy({ namespace, name, body: policy });
    }
  } catch (error) {
    throw translate(error, `apply NetworkPolicy "${namespace}/${name}"`);
  }
};

export const deletePolicy = async (api: Connection, { namespace, name }: Named): Promise<void> => {
  try {
    await api.networking.deleteNamespacedNetworkPolicy({ namespace, name });
  } catch (error) {
    const translated = translate(error, `remove NetworkPolicy "${namespace}/${name}"`);
    if (!hasStatus(translated, 404)) throw translated;
  }
};

export const labelPod = async (api: Connection, { namespace, name }: Named, labels: LabelPatch): Promise<void> => {
  try {
    await api.core.patchNamespacedPod({ namespace, name, body: { metadata: { labels } } }, asMergePatch());
  } catch (error) {
    throw translate(error, `label pod "${namespace}/${name}"`);
  }
};

export const labelNamespace = async (api: Connection, name: string, labels: LabelPatch): Promise<void> => {
  try {
    await api.core.patchNamespace({ name, body: { metadata: { labels } } }, asMergePatch());
  } catch (error) {
    throw translate(error, `label namespace "${name}"`);
  }
};

/** What a running probe is to dial from now on; its kubelet hands it over. */
export const giveOrders = async (api: Connection, { namespace, name }: Named, orders: Orders): Promise<void> => {
  try {
    await api.core.patchNamespacedPod({ namespace, name, body: { metadata: { annotations: { [ordersFile.annotation]: JSON.stringify(orders) } } } }, asMergePatch());
  } catch (error) {
    throw translate(error, `give orders to pod "${namespace}/${name}"`);
  }
};

export interface WorldService extends Named {
  readonly selector: Labels;
  readonly port: number;
  readonly targetPort: string;
}

/** @returns its addresses */
export const createWorldService = async (api: Connection, { namespace, name, selector, port, targetPort }: WorldService): Promise<readonly string[]> => {
  const body: V1Service = {
    metadata: { name, namespace, labels: { ...managedBy } },
    spec: { selector: { ...selector }, ipFamilyPolicy: 'PreferDualStack', ports: [{ name: 'serve', protocol: 'TCP', port, targetPort }] },
  };
  try {
    return (await api.core.createNamespacedService({ namespace, body })).spec?.clusterIPs ?? [];
  } catch (error) {
    throw translate(error, `create Service "${namespace}/${name}"`);
  }
};
