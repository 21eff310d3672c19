import { expect } from 'chai';
import { ClusterRequestError, ClusterUnreachableError } from '../../../src/cluster/errors.ts';
import { creationOf } from '../../../src/run/creation.ts';
import { rejection } from '../../support/rejection.ts';

const refused = (status: number): Error => new ClusterRequestError('create it', status, '', 'no', undefined);

const scene = (create: () => Promise<string>, found?: string) => {
  const removed: string[] = [];
  const creation = creationOf({
    create,
    find: () => Promise.resolve(found),
    remove: (made) => {
      removed.push(made);
      return Promise.resolve();
    },
  });
  return { creation, removed };
};

describe('creationOf()', () => {
  it('removes what it made', async () => {
    const { creation, removed } = scene(() => Promise.resolve('made'));
    expect(await creation.make()).to.equal('made');
    await creation.unmake();
    expect(removed).to.deep.equal(['made']);
  });

  it('waits for what is still being made', async () => {
    let finish: ((made: string) => void) | undefined;
    const { creation, removed } = scene(() => new Promise((resolve) => (finish = resolve)));
    void creation.make();
    const unmade = creation.unmake();
    finish?.('late');
    await unmade;
    expect(removed).to.deep.equal(['late']);
  });

  it('removes nothing before it is made', async () => {
    const { creation, removed } = scene(() => Promise.resolve('made'), 'foreign');
    await creation.unmake();
    expect(removed).to.deep.equal([]);
  });

  const cases = [
    { name: 'looks for it where nobody answered', error: new ClusterUnreachableError('create it', 'gone', undefined), found: 'found', removed: ['found'] },
    { name: 'looks for it where the server failed', error: refused(500), found: 'found', removed: ['found'] },
    { name: 'looks in vain', error: refused(500), found: undefined, removed: [] },
    { name: 'does not look where it was refused', error: refused(403), found: 'foreign', removed: [] },
    { name: 'does not look where the name is taken', error: refused(409), found: 'foreign', removed: [] },
  ];
  for (const { name, error, found, removed: expected } of cases) {
    it(name, async () => {
      const { creation, removed } = scene(() => Promise.reject(error), found);
      expect(await rejection(creation.make())).to.equal(error);
      await creation.unmake();
      expect(removed).to.deep.equal(expected);
    });
  }
});
