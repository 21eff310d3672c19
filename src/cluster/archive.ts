/** Reports in a ConfigMap, compressed: the history of a CronJob that has no volume. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { NetproofError } from '../errors.ts';
import { inOrderOfGoing, isKey, newestOf } from '../history/archive.ts';
import type { Archive, Entry } from '../history/archive.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import type { Connection } from './connection.ts';
import { hasStatus, translate } from './errors.ts';

/** The API server takes 1 MiB, with all that stands around it; Base64 makes 4 bytes out of 3. */
const mostBytes = 700 * 1024;

/** An answer that unpacks to more is no report of ours. */
const mostUnpacked = 64 * 1024 * 1024;

/** Another run may write at the same time. */
const mostTries = 5;

/** @param most how many are kept; fewer where they would not fit */
export const configMapArchive = (api: Connection, ref: Named, most: number): Archive => ({
  read: async () => {
    const { data } = await read(api, ref);
    return [...data].map(([key, packed]) => ({ key, text: unpack(packed) }));
  },
  add: async (entry) => {
    for (let tries = 1; ; tries++) {
      try {
        return await write(api, ref, await read(api, ref), entry, most);
      } catch (error) {
        if (tries === mostTries || !hasStatus(error, 409)) throw error;
      }
    }
  },
});

/** What is spoilt is no report, and whoever reads reports says so. */
const unpack = (packed: Buffer): string => {
  try {
    return gunzipSync(packed, { maxOutputLength: mostUnpacked }).toString('utf8');
  } catch {
    return '';
  }
};

interface Found {
  /** Absent where there is no such ConfigMap. */
  readonly version?: string;
  readonly data: ReadonlyMap<string, Buffer>;
}

const read = async (api: Connection, { namespace, name }: Named): Promise<Found> => {
  try {
    const { metadata, binaryData = {} } = await api.core.readNamespacedConfigMap({ namespace, name });
    const entries = Object.entries(binaryData).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return {
      version: metadata?.resourceVersion ?? '',
      data: new Map(entries.filter(([key]) => isOurs(key)).map(([key, value]) => [key.slice(0, -suffix.length), Buffer.from(value, 'base64')])),
    };
  } catch (error) {
    const translated = translate(error, `read the history in ConfigMap "${keyOf({ namespace, name })}"`);
    if (hasStatus(translated, 404)) return { data: new Map() };
    throw translated;
  }
};

const suffix = '.gz';
const isOurs = (key: string): boolean => key.endsWith(suffix) && isKey(key.slice(0, -suffix.length));

const write = async (api: Connection, { namespace, name }: Named, { version, data }: Found, { key, text }: Entry, most: number): Promise<void> => {
  const all = inOrderOfGoing([...data].map(packedEntry), packedEntry([key, gzipSync(text)]));
  const kept = newestOf(all, most, mostBytes);
  if (kept.length === 0) throw new NetproofError('ERR_REFUSED', `Cannot keep the report in ConfigMap "${keyOf({ namespace, name })}": compressed it has ${all.at(-1)?.bytes} bytes, and ${mostBytes} fit; keep it in a volume`);
  const binaryData = Object.fromEntries(kept.map((one) => [`${one.key}${suffix}`, one.packed.toString('base64')]));
  try {
    if (version === undefined) await api.core.createNamespacedConfigMap({ namespace, body: { metadata: { namespace, name }, binaryData } });
    // Everything but the data stays as it is: labels and annotations are the owner's.
    else await api.core.patchNamespacedConfigMap({ namespace, name, body: { metadata: { resourceVersion: version }, binaryData: { ...dropped(data, kept), ...binaryData } } }, setHeaderOptions('Content-Type', PatchStrategy.MergePatch));
  } catch (error) {
    throw translate(error, `write the history in ConfigMap "${keyOf({ namespace, name })}"`);
  }
};

const packedEntry = ([key, packed]: readonly [string, Buffer]) => ({ key, packed, bytes: packed.length });

/** A merge patch removes what it calls null. */
const dropped = (before: ReadonlyMap<string, Buffer>, kept: readonly { readonly key: string }[]): Record<string, null> => {
  const names = new Set(kept.map(({ key }) => key));
  return Object.fromEntries([...before.keys()].filter((key) => !names.has(key)).map((key) => [`${key}${suffix}`, null]));
};
