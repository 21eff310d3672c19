import { expect } from 'chai';
import { pino } from 'pino';
import type { Watched } from '../../../src/model/snapshot.ts';
import { lastLook } from '../../../src/run/last-look.ts';

/** Fails as often as that. */
const answering = <T>(value: T, failures: number) => {
  let left = failures;
  return async (): Promise<T> => {
    if (left-- > 0) throw new Error('no answer');
    return value;
  };
};

describe('lastLook()', () => {
  const watched = { policies: [] } as unknown as Watched;
  const rows: readonly { readonly name: string; readonly cluster: number; readonly pods: number; readonly sees: boolean }[] = [
    { name: 'both answer', cluster: 0, pods: 0, sees: true },
    { name: 'each answers the second time', cluster: 1, pods: 1, sees: true },
    { name: 'nobody says what the cluster has', cluster: 2, pods: 0, sees: false },
    { name: 'nobody says what our pods wear', cluster: 0, pods: 2, sees: false },
  ];
  for (const { name, cluster, pods, sees } of rows) {
    it(`${sees ? 'sees what there is' : 'sees nothing'} where ${name}`, async () => {
      const seen = await lastLook({ log: pino({ level: 'silent' }) }, { readVolatile: answering(watched, cluster) }, { ask: answering(undefined, pods) });
      expect(seen).to.equal(sees ? watched : undefined);
    });
  }
});
