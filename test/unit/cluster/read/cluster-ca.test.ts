import { ApiException } from '@kubernetes/client-node';
import { expect } from 'chai';
import type { Connection } from '../../../../src/cluster/connection.ts';
import { readClusterCa } from '../../../../src/cluster/read/cluster-ca.ts';
import { rejection } from '../../../support/rejection.ts';

/** A cluster of which only this one answer is known. */
const answering = (answer: () => unknown): Connection => ({ core: { readNamespacedConfigMap: async (asked: object) => ({ asked, ...(answer() as object) }) } }) as unknown as Connection;
const refusing = (status: number): Connection => answering(() => {
  throw new ApiException(status, 'no', '{}', {});
});

describe('readClusterCa()', () => {
  for (const { name, api, expected } of [
    { name: 'the CA', api: answering(() => ({ data: { 'ca.crt': 'PEM' } })), expected: 'PEM' },
    { name: 'nothing where the key is missing', api: answering(() => ({ data: {} })), expected: undefined },
    { name: 'nothing where the map has no data', api: answering(() => ({})), expected: undefined },
    { name: 'nothing where the CA is empty', api: answering(() => ({ data: { 'ca.crt': '' } })), expected: undefined },
    { name: 'nothing where it may not be read', api: refusing(403), expected: undefined },
    { name: 'nothing where it is not there', api: refusing(404), expected: undefined },
  ]) it(`reads ${name}`, async () => expect(await readClusterCa(api)).to.equal(expected));

  it('passes on that the API server is in trouble', async () => expect((await rejection(readClusterCa(refusing(500)))).message).to.match(/^Cannot read ConfigMap default\/kube-root-ca\.crt: /));
});
