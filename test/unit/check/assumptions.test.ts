import { expect } from 'chai';
import { assumptions } from '../../../src/check/assumptions.ts';
import type { World } from '../../../src/world/world.ts';
import { aMatrix } from '../../support/matrix.ts';
import { aLiveService, aLiveWorld } from '../../support/live-world.ts';

const web = { namespace: 'shop', labels: { app: 'web' } };
const dns = { wellKnown: 'cluster-dns' };
const filed = (fields: Partial<World> = {}): World => ({ ...aLiveWorld(), nodes: [], ...fields });
const guessed = 'the cluster’s DNS is not in these files: it is taken for pods of kube-system with k8s-app=kube-dns';
const kubeDns = aLiveService('kube-system/kube-dns', { ports: [{ name: '', transport: 'UDP', port: 53, targetPort: 53 }] });

const cases: readonly { name: string; sources?: object; targets?: object; world?: World; expected: readonly string[] }[] = [
  { name: 'nothing of what is there', targets: { db: { standIn: { ...web, namespace: 'data' }, port: 80 } }, expected: [] },
  { name: 'namespaces of sources and stand-ins that are not, each once', sources: { web: { ...web, namespace: 'z' } }, targets: { db: { standIn: { ...web, namespace: 'y' }, ports: [80, 81] }, z: { standIn: { ...web, namespace: 'z' }, port: 80 } }, expected: ['y', 'z'].map((name) => `there is no namespace ${name}: it is taken for one without labels but its name`) },
  { name: 'nothing of namespaces of live pods, which are simply not there', targets: { db: { pods: { ...web, namespace: 'z' }, port: 80 } }, expected: [] },
  { name: 'who the DNS is, of files that do not say so', targets: { dns }, world: filed(), expected: [guessed] },
  { name: 'nothing of DNS where files say it', targets: { dns }, world: filed({ services: [kubeDns] }), expected: [] },
  { name: 'nothing of DNS where a cluster should say it', targets: { dns }, expected: [] },
  { name: 'nothing of DNS that nobody asks for', targets: { db: { standIn: web, port: 80 } }, world: filed(), expected: [] },
];

describe('assumptions()', () => {
  for (const { name, sources = { web }, targets, world = aLiveWorld(), expected } of cases) {
    it(`tells ${name}`, () => expect(assumptions(aMatrix({ sources, ...(targets === undefined ? {} : { targets }), expect: { web: { '*': 'deny' } } }).matrix, world)).to.deep.equal(expected));
  }
});
