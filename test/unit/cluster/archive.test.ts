import { gunzipSync, gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { ApiException } from '@kubernetes/client-node';
import { expect } from 'chai';
import { configMapArchive } from '../../../src/cluster/archive.ts';
import type { Connection } from '../../../src/cluster/connection.ts';
import { NetproofError } from '../../../src/errors.ts';
import { rejection } from '../../support/rejection.ts';

const ref = { namespace: 'netproof', name: 'history' };
const keyOf = (day: number): string => `202611${String(day).padStart(2, '0')}T031700.000Z-r.json`;
const pack = (text: string): string => gzipSync(text).toString('base64');
const status = (code: number): Error => new ApiException(code, 'no', { message: `status ${code}` }, {});

interface Stored {
  binaryData?: Record<string, string | null>;
  version: number;
}

/** An API server with one ConfigMap, if any; `rivals` other writers come between reading and writing. */
const server = (stored: Stored | undefined, rivals = 0) => {
  let left = rivals;
  const core = {
    readNamespacedConfigMap: () => (stored === undefined ? Promise.reject(status(404)) : Promise.resolve({ metadata: { resourceVersion: String(stored.version) }, binaryData: stored.binaryData })),
    createNamespacedConfigMap: ({ body }: { body: { binaryData: Record<string, string> } }) => Promise.resolve(void (stored = { binaryData: body.binaryData, version: 1 })),
    patchNamespacedConfigMap: ({ body }: { body: { metadata: { resourceVersion: string }; binaryData: Record<string, string | null> } }) => {
      if (stored === undefined) return Promise.reject(status(404));
      if (left-- > 0) stored = { ...stored, version: stored.version + 1 };
      if (body.metadata.resourceVersion !== String(stored.version)) return Promise.reject(status(409));
      const merged = { ...stored.binaryData, ...body.binaryData };
      stored = { binaryData: Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)), version: stored.version + 1 };
      return Promise.resolve();
    },
  };
  return { api: { core } as unknown as Connection, keys: () => Object.keys(stored?.binaryData ?? {}).toSorted(), text: (key: string) => gunzipSync(Buffer.from(stored?.binaryData?.[`${key}.gz`] ?? '', 'base64')).toString() };
};

const days = (...given: number[]): Record<string, string> => Object.fromEntries(given.map((day) => [`${keyOf(day)}.gz`, pack(`report ${day}`)]));

describe('configMapArchive()', () => {
  it('finds nothing where there is no ConfigMap', async () => expect(await configMapArchive(server(undefined).api, ref, 3).read()).to.deep.equal([]));

  it('reads reports, the oldest first, and leaves aside what is not ours', async () => {
    const { api } = server({ version: 1, binaryData: { ...days(3, 1), 'notes.gz': 'AAAA' } });
    expect(await configMapArchive(api, ref, 3).read()).to.deep.equal([{ key: keyOf(1), text: 'report 1' }, { key: keyOf(3), text: 'report 3' }]);
  });

  it('makes the ConfigMap with the first report', async () => {
    const { api, text } = server(undefined);
    await configMapArchive(api, ref, 3).add({ key: keyOf(1), text: 'one' });
    expect(text(keyOf(1))).to.equal('one');
  });

  it('drops the oldest that are too many, and nothing of others', async () => {
    const { api, keys } = server({ version: 1, binaryData: { ...days(1, 2, 3), 'notes.gz': 'AAAA' } });
    await configMapArchive(api, ref, 3).add({ key: keyOf(4), text: 'four' });
    expect(keys()).to.deep.equal([...[2, 3, 4].map((day) => `${keyOf(day)}.gz`), 'notes.gz']);
  });

  it('drops first what is dated after the run that is kept', async () => {
    const { api, keys } = server({ version: 1, binaryData: days(1, 2, 30) });
    await configMapArchive(api, ref, 3).add({ key: keyOf(3), text: 'three' });
    expect(keys()).to.deep.equal([1, 2, 3].map((day) => `${keyOf(day)}.gz`));
  });

  it('drops what would not fit', async () => {
    const big = (day: number) => ({ [`${keyOf(day)}.gz`]: gzipSync(randomBytes(300 * 1024)).toString('base64') });
    const { api, keys } = server({ version: 1, binaryData: { ...big(1), ...big(2) } });
    await configMapArchive(api, ref, 9).add({ key: keyOf(3), text: randomBytes(150 * 1024).toString('hex') });
    expect(keys()).to.deep.equal([2, 3].map((day) => `${keyOf(day)}.gz`));
  });

  it('says so where not even one fits', async () => {
    const error = await rejection(configMapArchive(server(undefined).api, ref, 9).add({ key: keyOf(3), text: randomBytes(800 * 1024).toString('hex') }));
    expect(error).to.be.instanceOf(NetproofError).with.property('message').that.matches(/compressed it has \d+ bytes, and 716800 fit; keep it in a volume/);
  });

  it('tries again where another run wrote at the same time', async () => {
    const { api, keys } = server({ version: 1, binaryData: days(1) }, 2);
    await configMapArchive(api, ref, 3).add({ key: keyOf(2), text: 'two' });
    expect(keys()).to.have.length(2);
  });

  it('gives up where others never stop writing', async () => {
    const error = await rejection(configMapArchive(server({ version: 1, binaryData: {} }, 99).api, ref, 3).add({ key: keyOf(2), text: 'two' }));
    expect(error).to.have.property('message').that.includes('Cannot write the history in ConfigMap "netproof/history"');
  });

  it('does not unpack without end', async () => {
    const { api } = server({ version: 1, binaryData: { [`${keyOf(1)}.gz`]: gzipSync(Buffer.alloc(65 * 1024 * 1024)).toString('base64') } });
    expect(await configMapArchive(api, ref, 3).read()).to.deep.equal([{ key: keyOf(1), text: '' }]);
  });
});
