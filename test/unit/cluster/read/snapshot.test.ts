import { expect } from 'chai';
import type { Connection } from '../../../../src/cluster/connection.ts';
import { readPolicyState, readSnapshot } from '../../../../src/cluster/read/snapshot.ts';

const cache = { metadata: { name: 'cache', namespace: 'kube-system', labels: { 'k8s-app': 'node-local-dns' } }, spec: { containers: [{ name: 'c', args: ['-localip', '169.254.20.10'] }] } };

/** A cluster in which every list is empty, but for these answers by the name of the request; and what it was asked. */
const aCluster = (answers: Readonly<Record<string, unknown>>): { api: Connection; asked: string[] } => {
  const asked: string[] = [];
  const group = new Proxy({}, {
    get: (_, request: string) => async () => {
      asked.push(request);
      return answers[request] ?? { items: [] };
    },
  });
  return { api: new Proxy({}, { get: () => group }) as Connection, asked };
};

const noOthers = () => Promise.resolve({ objects: [], unreadable: [] });

describe('readSnapshot()', () => {
  const answers = { getCode: { gitVersion: 'v1.34.0' }, listNamespacedPod: { items: [cache] }, readNamespacedConfigMap: { data: { 'ca.crt': 'PEM' } } };

  it('reads where the DNS caches listen from the pods that it reads anyway', async () => {
    const { api, asked } = aCluster(answers);
    expect((await readSnapshot(api, { namespaces: ['default', 'kube-system'], targets: ['kube-system'], services: [], clusterCa: false }, noOthers)).nodeLocalDns).to.deep.equal(['169.254.20.10']);
    expect(asked.filter((request) => /Pod/.test(request))).to.have.lengthOf.at.least(1);
    const other = aCluster(answers);
    expect((await readSnapshot(other.api, { namespaces: ['default', 'kube-system'], targets: [], services: [], clusterCa: false }, noOthers)).nodeLocalDns).to.deep.equal([]);
    expect(other.asked).not.to.include('listNamespacedPod');
  });

  it('reads of one list what policies say and whom they select', async () => {
    const items = [{ metadata: { namespace: 'default', name: 'p', uid: 'u', generation: 1 }, spec: { podSelector: { matchLabels: { a: 'b' } }, policyTypes: ['Egress'] } }];
    const { api, asked } = aCluster({ ...answers, listNetworkPolicyForAllNamespaces: { items } });
    const { policies, selecting } = await readSnapshot(api, { namespaces: ['default'], targets: [], services: [], clusterCa: false }, noOthers);
    const podSelector = { matchLabels: { a: 'b' }, matchExpressions: [] };
    expect(policies).to.deep.equal([{ namespace: 'default', name: 'p', podSelector, egress: [] }]);
    expect(selecting).to.deep.equal([{ kind: 'NetworkPolicy', namespace: 'default', name: 'p', selector: podSelector, version: 'u/1' }]);
    expect(asked.filter((request) => /NetworkPolicy/.test(request))).to.deep.equal(['listNetworkPolicyForAllNamespaces']);
  });

  for (const { name, clusterCa, expected, requests } of [
    { name: 'reads the CA where it is wanted', clusterCa: true, expected: 'PEM', requests: 1 },
    { name: 'reads no ConfigMap where it is not', clusterCa: false, expected: undefined, requests: 0 },
  ]) {
    it(name, async () => {
      const { api, asked } = aCluster(answers);
      expect((await readSnapshot(api, { namespaces: ['default'], targets: ['default'], services: [], clusterCa }, noOthers)).clusterCa).to.equal(expected);
      expect(asked.filter((request) => request === 'readNamespacedConfigMap')).to.have.lengthOf(requests);
    });
  }
});

describe('readPolicyState()', () => {
  it('asks for what policy is about, and for nothing that only a run minds', async () => {
    const { api, asked } = aCluster({ listServiceForAllNamespaces: { items: [{ metadata: { name: 's', namespace: 'shop' } }] } });
    const state = await readPolicyState(api, { namespaces: ['shop'], targets: ['shop'], services: [], clusterCa: false }, noOthers);
    expect(state.services.map(({ name }) => name)).to.deep.equal(['s']);
    expect(new Set(asked)).to.deep.equal(new Set(['listNamespace', 'listNode', 'listNamespacedPod', 'listNamespacedEndpointSlice', 'listNetworkPolicyForAllNamespaces', 'listServiceForAllNamespaces']));
  });
});
