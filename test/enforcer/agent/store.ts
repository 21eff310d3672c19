/** The objects of one resource as lists and watch events tell of them; pure. */
export interface ApiObject {
  readonly metadata: { readonly uid: string; readonly resourceVersion: string };
}

export interface ApiList<T> {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly T[];
}

export interface WatchEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'ERROR';
  readonly object: T;
}

export interface Store<T> {
  /** Of the newest list or event that has been taken; empty before the first. */
  readonly version: string;
  /** By uid. */
  readonly objects: ReadonlyMap<string, T>;
}

export function emptyStore<T>(): Store<T> {
  return { version: '', objects: new Map() };
}

/** A list replaces everything, unless it is older than what is known: going back, if only for a moment, would open doors. */
export function withList<T extends ApiObject>(store: Store<T>, { metadata, items }: ApiList<T>): Store<T> {
  if (store.version !== '' && BigInt(metadata.resourceVersion) < BigInt(store.version)) return store;
  const objects = new Map(items.map((item) => [item.metadata.uid, item]));
  return { version: metadata.resourceVersion, objects: store.version !== '' && areSame(store.objects, objects) ? store.objects : objects };
}

/** Whether nothing has changed, so that nobody need be told. */
function areSame<T extends ApiObject>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): boolean {
  return before.size === after.size && [...after].every(([uid, { metadata }]) => before.get(uid)?.metadata.resourceVersion === metadata.resourceVersion);
}

/** @throws Error where the watch has to begin anew with a list. */
export function withEvent<T extends ApiObject>(store: Store<T>, { type, object }: WatchEvent<T>): Store<T> {
  if (type === 'ERROR') throw new Error('the watch has ended: its version is too old');
  const { uid, resourceVersion: version } = object.metadata;
  const objects = new Map(store.objects);
  if (type === 'DELETED') objects.delete(uid);
  else objects.set(uid, object);
  return { version, objects };
}
