import fs, { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderArchive } from '../../../src/cli/archive-folder.ts';
import { NetproofError } from '../../../src/errors.ts';
import { rejection } from '../../support/rejection.ts';

const keyOf = (day: number): string => `2026110${day}T031700.000Z-r.json`;
const folderWith = (...names: string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'netproof-archive-'));
  for (const name of names) writeFileSync(join(folder, name), `text of ${name}`);
  return folder;
};

describe('folderArchive()', () => {
  it('reads reports, the oldest first, and leaves other files aside', async () => {
    const entries = await folderArchive(folderWith(keyOf(2), keyOf(1), 'notes.json'), 3).read();
    expect(entries).to.deep.equal([1, 2].map((day) => ({ key: keyOf(day), text: `text of ${keyOf(day)}` })));
  });

  it('drops the oldest that are too many, and no file of others', async () => {
    const folder = folderWith(keyOf(1), keyOf(2), keyOf(3), 'notes.json');
    await folderArchive(folder, 2).add({ key: keyOf(4), text: 'four' });
    expect(readdirSync(folder).toSorted()).to.deep.equal([keyOf(3), keyOf(4), 'notes.json']);
  });

  it('writes beside, and moves there: who reads at the same time finds the report whole', async () => {
    const folder = folderWith(keyOf(1));
    linkSync(join(folder, keyOf(1)), join(folder, 'reader'));
    await folderArchive(folder, 2).add({ key: keyOf(1), text: 'anew' });
    expect([readFileSync(join(folder, 'reader'), 'utf8'), readFileSync(join(folder, keyOf(1)), 'utf8')]).to.deep.equal([`text of ${keyOf(1)}`, 'anew']);
    expect(readdirSync(folder).toSorted()).to.deep.equal([keyOf(1), 'reader']);
  });

  it('leaves nothing half written behind', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, keyOf(1)));
    await rejection(folderArchive(folder, 2).add({ key: keyOf(1), text: 'one' }));
    expect(readdirSync(folder)).to.deep.equal([keyOf(1)]);
  });

  it('minds no other run that has dropped the same report already', async () => {
    const folder = folderWith(keyOf(2));
    const read = fs.readdirSync;
    Object.assign(fs, { readdirSync: () => [keyOf(1), keyOf(2)] });
    syncBuiltinESMExports();
    try {
      await folderArchive(folder, 2).add({ key: keyOf(3), text: 'three' });
    } finally {
      Object.assign(fs, { readdirSync: read });
      syncBuiltinESMExports();
    }
    expect(readdirSync(folder).toSorted()).to.deep.equal([keyOf(2), keyOf(3)]);
  });

  const futures: readonly [most: number, kept: readonly number[]][] = [[1, [3]], [2, [2, 3]], [3, [1, 2, 3]], [4, [1, 2, 3, 9]]];
  for (const [most, kept] of futures) {
    it(`drops first what is dated after the run that is kept, of at most ${most}`, async () => {
      const folder = folderWith(...[1, 2, 9].map(keyOf));
      await folderArchive(folder, most).add({ key: keyOf(3), text: 'three' });
      expect(readdirSync(folder).toSorted()).to.deep.equal(kept.map(keyOf));
    });
  }

  const nowhere = folderArchive('/nowhere/at/all', 2);
  for (const { work, tries, says } of [
    { work: 'read', tries: () => nowhere.read(), says: 'Cannot read the history in "/nowhere/at/all": ENOENT' },
    { work: 'write', tries: () => nowhere.add({ key: keyOf(1), text: '' }), says: `Cannot write "/nowhere/at/all/${keyOf(1)}": ENOENT` },
  ]) {
    it(`says where it cannot ${work}`, async () => expect(await rejection(tries())).to.be.instanceOf(NetproofError).with.property('message').that.includes(says));
  }
});
