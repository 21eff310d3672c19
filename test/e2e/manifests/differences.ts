/** What the account may do in the cluster that no manifest grants, and the other way round. */
import { join } from 'node:path';
import { parseObjects } from '../../integration/manifests/objects.ts';
import { manifests } from '../../integration/manifests/overlays.ts';
import { kubeconfigOf } from '../support/kubeconfig.ts';
import type { Kubectl } from '../support/kubectl.ts';
import { everywhere, grantsIn } from './granted.ts';
import { differencesOf } from './held.ts';
import type { Differences } from './held.ts';
import type { OverlayName } from './overlay.ts';
import { createRawApi } from './raw-api.ts';

const account = { namespace: 'netproof', name: 'netproof' };
/** Every namespace has such an account, and nobody binds anything to this one. */
const nobodys = { namespace: 'netproof', name: 'default' };

/** Where it has pods, where it has none, and where no namespace bounds it. */
const swept = ['shop', 'kube-system', everywhere];

export const none: Differences = { missing: [], beyond: [] };

interface NamespaceList {
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
}

/** @param overlay that is applied */
export const differencesFrom = async (kubectl: Kubectl, overlay: OverlayName): Promise<Differences> => {
  const granted = grantsIn(parseObjects(await kubectl(['kustomize', join(manifests, 'overlays', overlay)])), account);
  const { items } = await kubectl.json<NamespaceList>(['get', 'namespaces']);
  const accounts = { own: createRawApi(await kubeconfigOf(kubectl, account)), anybody: createRawApi(await kubeconfigOf(kubectl, nobodys)) };
  return differencesOf(accounts, granted, { namespaces: items.map(({ metadata }) => metadata.name), swept });
};
