/** What manifests grant to an account, place by place. */
import type { Named } from '../../../src/model/snapshot.ts';
import { ofKind } from '../../integration/manifests/objects.ts';
import type { ManifestObject } from '../../integration/manifests/objects.ts';
import { rightsOf } from '../../support/rights.ts';
import type { Rule } from '../../support/rights.ts';

/** The place of rights that no namespace bounds. */
export const everywhere = '';

/** By namespace, or {@link everywhere}. */
export type Grants = ReadonlyMap<string, readonly string[]>;

interface Role {
  readonly metadata: { readonly namespace?: string; readonly name: string };
  readonly rules: readonly Rule[];
}

interface Binding {
  readonly metadata: { readonly namespace?: string; readonly name: string };
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects: readonly { readonly kind: string; readonly namespace?: string; readonly name: string }[];
}

/** @throws Error where one binds a role that is not there */
export const grantsIn = (objects: readonly ManifestObject[], account: Named): Grants => {
  const isBound = ({ subjects }: Binding): boolean => subjects.some(({ kind, namespace, name }) => kind === 'ServiceAccount' && namespace === account.namespace && name === account.name);
  const bindings = ['RoleBinding', 'ClusterRoleBinding'].flatMap((kind) => ofKind<Binding>(objects, kind)).filter(isBound);
  const granted = bindings.flatMap(({ metadata, roleRef }) => {
    const role = ofKind<Role>(objects, roleRef.kind).find((one) => one.metadata.name === roleRef.name && (roleRef.kind === 'ClusterRole' || one.metadata.namespace === metadata.namespace));
    if (role === undefined) throw new Error(`${metadata.name} binds ${roleRef.kind} ${roleRef.name}, which is not there`);
    return role.rules.flatMap(rightsOf).map((right) => ({ place: metadata.namespace ?? everywhere, right }));
  });
  return new Map([...Map.groupBy(granted, ({ place }) => place)].map(([place, rights]) => [place, rights.map(({ right }) => right)]));
};
