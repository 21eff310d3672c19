/** What the battery does to its own world besides making pods: namespaces, policies, labels, orders. */
import { isDeepStrictEqual } from 'node:util';
import type { V1NetworkPolicy, V1Service } from '@kubernetes/client-node';
import { loadYaml, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { ordersFile } from '../../probes/contract.ts';
import type { Orders } from '../../probes/contract.ts';
import type { Labels, Named } from '../model/snapshot.ts';
import { NetproofError } from '../errors.ts';
import { toNetworkPolicy } from '../policy/normalise.ts';
import type { Connection } from './connection.ts';
import { hasStatus, translate } from './errors.ts';
import { managedBy } from './identity.ts';
import { toPolicy } from './read/policies.ts';

/** `null` takes a label away. */
export type LabelPatch = Readonly<Record<string, string | null>>;

const asMergePatch = () => setHeaderOptions('Content-Type', PatchStrategy.MergePatch);

/** A policy as it stands in a manifest. By its kind the client knows how to read it. */
export interface WrittenManifest {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: Named;
  readonly spec: Readonly<Record<string, unknown>>;
}

/**
 * Creates a policy, or puts it in the place of the one that has its name; resolves when the API server has it.
 *
 * @throws NetproofError ERR_REFUSED where it then says something else, by whoever's doing: what follows would be blamed on the CNI
 */
export const applyPolicy = async (api: Connection, policy: WrittenManifest): Promise<void> => {
  const { namespace, name } = policy.metadata;
  // The client has names of its own for some fields, and would leave out `from` without a word.
  const body = loadYaml<V1NetworkPolicy>(JSON.stringify(policy));
  const stored = await putPolicy(api, { namespace, name }, body);
  const asked = toNetworkPolicy({ name, namespace, spec: policy.spec }, namespace);
  if (!isDeepStrictEqual(toPolicy(stored), asked)) throw new NetproofError('ERR_REFUSED', `Cannot apply NetworkPolicy "${namespace}/${name}": admission changed what it says; exempt netproof's namespaces`);
};

const putPolicy = async (api: Connection, { namespace, name }: Named, body: V1NetworkPolicy): Promise<V1NetworkPolicy> => {
  try {
    return await api.networking.createNamespacedNetworkPolicy({ namespace, body });
  } catch (error) {
    if (!hasStatus(translate(error, ''), 409)) throw translate(error, `apply NetworkPolicy "${namespace}/${name}"`);
  }
  try {
    return await api.networking.replaceNamespacedNetworkPolicy({ namespace, name, body });
  } catch (error) {
    throw translate(error, `replace NetworkPolicy "${namespace}/${name}"`);
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

/** @throws NetproofError ERR_REFUSED where it then has other labels, by whoever's doing */
export const labelPod = (api: Connection, { namespace, name }: Named, labels: LabelPatch): Promise<void> =>
  relabelled(`label pod "${namespace}/${name}"`, labels, api.core.patchNamespacedPod({ namespace, name, body: { metadata: { labels } } }, asMergePatch()));

/** @throws NetproofError ERR_REFUSED where it then has other labels, by whoever's doing */
export const labelNamespace = (api: Connection, name: string, labels: LabelPatch): Promise<void> =>
  relabelled(`label namespace "${name}"`, labels, api.core.patchNamespace({ name, body: { metadata: { labels } } }, asMergePatch()));

const relabelled = async (action: string, asked: LabelPatch, patching: Promise<{ readonly metadata?: { readonly labels?: Labels } }>): Promise<void> => {
  const { metadata } = await patching.catch((error: unknown) => {
    throw translate(error, action);
  });
  refuseOthers(action, asked, metadata?.labels);
};

/** What a webhook made of the labels would be blamed on the CNI. */
export const refuseOthers = (action: string, asked: LabelPatch, stored: Labels = {}): void => {
  const others = Object.entries(asked).filter(([key, value]) => (stored[key] ?? null) !== value);
  if (others.length > 0) throw new NetproofError('ERR_REFUSED', `Cannot ${action}: admission changed ${others.map(([key]) => key).join(', ')}; exempt netproof's namespaces`);
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
