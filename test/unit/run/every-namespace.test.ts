import { expect } from 'chai';
import { ApiException } from '@kubernetes/client-node';
import type { Connection } from '../../../src/cluster/connection.ts';
import { everyNamespace, inhabited } from '../../../src/run/every-namespace.ts';
import { rejection } from '../../support/rejection.ts';

const connection = (listNamespace: () => Promise<unknown>): Connection => ({ core: { listNamespace } }) as unknown as Connection;
const ours = { labels: { 'app.kubernetes.io/managed-by': 'netproof' }, annotations: { 'netproof.dev/run': '0a1b2c3d' } };

describe('everyNamespace()', () => {
  it('has all namespaces but those about to go, and those of a run', async () => {
    const items = [{ metadata: { name: 'shop' } }, { metadata: { name: 'old', deletionTimestamp: new Date() }, status: { phase: 'Terminating' } }, { metadata: { name: 'netproof-0a1b2c3d', ...ours } }, { metadata: { name: 'kube-system' } }];
    expect(await everyNamespace(connection(async () => ({ items, metadata: {} })))).to.deep.equal(['shop', 'kube-system']);
  });

  it('throws where they may not be listed, rather than see none', async () => {
    const error = await rejection(everyNamespace(connection(() => Promise.reject(new ApiException(403, '', JSON.stringify({ message: 'forbidden' }), {})))));
    expect(error.message).to.equal('Cannot list namespaces: forbidden');
  });
});

describe('inhabited()', () => {
  it('has those in which there is a pod or a policy, in their order', () => {
    const [pods, policies] = [[{ namespace: 'shop' }, { namespace: 'elsewhere' }], [{ namespace: 'bank' }, { namespace: 'shop' }]];
    expect(inhabited(['shop', 'empty', 'bank'], { pods, policies })).to.deep.equal(['shop', 'bank']);
  });
});
