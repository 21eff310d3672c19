import type { Connection } from '../cluster/connection.ts';
import { createOwnNamespace, deleteNamespace, findOwnNamespace } from '../cluster/control-namespace.ts';
import type { OwnNamespaceRef } from '../cluster/control-namespace.ts';
import { deleteAllPods } from '../cluster/pods.ts';
import type { Labels } from '../model/snapshot.ts';
import { creationOf } from './creation.ts';
import type { Creation } from './creation.ts';

export interface OwnNamespace {
  readonly name: string;
  readonly run: string;
  /** The namespace whose Lease of this run is renewed: its own, or another. */
  readonly heart: string;
  readonly labels?: Labels;
}

/** A namespace that goes with all that is in it. */
export const namespaceCreation = (api: Connection, { name, run, heart, labels }: OwnNamespace): Creation<OwnNamespaceRef> =>
  creationOf({
    create: () => createOwnNamespace(api, name, run, heart, labels),
    find: () => findOwnNamespace(api, name, run),
    remove: async (made) => {
      // The namespace itself takes seconds to end; its pods need not run that long. If they cannot be removed now,
      // they go with it.
      await deleteAllPods(api, name).catch(() => undefined);
      await deleteNamespace(api, made);
    },
  });
