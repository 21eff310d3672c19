import { expect } from 'chai';
import type { Connection } from '../../../src/cluster/connection.ts';
import { parseSource, parseTarget } from '../../../src/explain/written.ts';
import { scopeOfEnds } from '../../../src/run/scope-of-ends.ts';

/** A cluster with these namespaces, and how often it was asked for them. */
const aCluster = (...names: string[]): { api: Connection; asked: () => number } => {
  let requests = 0;
  const listNamespace = async () => {
    requests += 1;
    return { items: names.map((name) => ({ metadata: { name } })) };
  };
  return { api: { core: { listNamespace } } as unknown as Connection, asked: () => requests };
};

const cases: readonly { name: string; source: string; target: string; namespaces: readonly string[]; requests: number }[] = [
  { name: 'the namespaces of both ends', source: 'shop/web', target: 'service:data/db:80', namespaces: ['data', 'shop'], requests: 0 },
  { name: 'one namespace once', source: 'shop/web', target: 'shop/app=x:80', namespaces: ['shop'], requests: 0 },
  { name: 'none for a node', source: 'node:node-1', target: 'shop/web:80', namespaces: ['shop'], requests: 0 },
  { name: 'all of them for an address, which may be anybody’s', source: 'gone/app=x', target: '10.0.0.1:80', namespaces: ['data', 'default', 'gone', 'shop'], requests: 1 },
];

describe('scopeOfEnds()', () => {
  for (const { name, source, target, namespaces, requests } of cases) {
    it(`is ${name}`, async () => {
      const { api, asked } = aCluster('shop', 'data', 'default');
      expect(await scopeOfEnds([parseSource(source), parseTarget(target).end])(api)).to.deep.equal({ namespaces, targets: namespaces, services: [], clusterCa: false });
      expect(asked()).to.equal(requests);
    });
  }
});
