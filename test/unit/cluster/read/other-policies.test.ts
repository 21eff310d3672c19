import { expect } from 'chai';
import type { Connection } from '../../../../src/cluster/connection.ts';
import { ClusterRequestError, ClusterUnreachableError } from '../../../../src/cluster/errors.ts';
import { createOtherPolicyReader } from '../../../../src/cluster/read/other-policies.ts';
import { rejection } from '../../../support/rejection.ts';

/** An answer, or the status of a refusal; 0 is no answer at all. */
type Answers = Readonly<Record<string, object | number>>;

const server = (answers: Answers) => {
  const asked: string[] = [];
  const get: Connection['get'] = (path, { continue: token }) => {
    const key = token === undefined ? path : `${path}?${token}`;
    asked.push(key);
    const answer = answers[key] ?? 404;
    if (typeof answer === 'object') return Promise.resolve(answer);
    return Promise.reject(answer === 0 ? new ClusterUnreachableError(`read ${key}`, 'gone', undefined) : new ClusterRequestError(`read ${key}`, answer, '', 'no', undefined));
  };
  return { api: { get } as unknown as Connection, asked };
};
const served = (groups: Readonly<Record<string, Readonly<Record<string, 'Namespaced' | 'Cluster'>>>>) => ({
  items: Object.entries(groups).map(([name, resources]) => ({
    metadata: { name },
    versions: [{ version: 'v1', resources: Object.entries(resources).map(([resource, scope]) => ({ resource, scope })) }],
  })),
});
const list = (...names: string[]) => ({
  items: names.map((name) => {
    const [namespace, own] = name.includes('/') ? name.split('/') : [undefined, name];
    return { metadata: { name: own, ...(namespace === undefined ? {} : { namespace }), uid: `uid-${own}`, generation: 3, resourceVersion: '99' } };
  }),
});
const calico = { 'crd.projectcalico.org': { networkpolicies: 'Namespaced', globalnetworkpolicies: 'Cluster', ippools: 'Cluster' } } as const;
const networkPolicies = '/apis/crd.projectcalico.org/v1/networkpolicies';
const globalPolicies = '/apis/crd.projectcalico.org/v1/globalnetworkpolicies';

interface Case {
  readonly name: string;
  readonly answers: Answers;
  /** `resource namespace/name version`. */
  readonly objects?: readonly string[];
  readonly unreadable?: readonly string[];
  readonly asked: readonly string[];
}
const cases: readonly Case[] = [
  { name: 'asks for nothing where no other kind is served', answers: { '/apis': served({ apps: { deployments: 'Namespaced' } }) }, asked: ['/apis'] },
  {
    name: 'lists what is served, and nothing else of that group',
    answers: { '/apis': served(calico), [networkPolicies]: list('app/a'), [globalPolicies]: list('deny') },
    objects: ['networkpolicies.crd.projectcalico.org app/a uid-a/3', 'globalnetworkpolicies.crd.projectcalico.org /deny uid-deny/3'],
    asked: ['/apis', networkPolicies, globalPolicies],
  },
  { name: 'leaves out a kind that its group does not have', answers: { '/apis': served({ 'crd.projectcalico.org': { networkpolicies: 'Namespaced' } }), [networkPolicies]: list() }, asked: ['/apis', networkPolicies] },
  { name: 'takes null for an empty list', answers: { '/apis': served({ 'k8s.ovn.org': { egressfirewalls: 'Namespaced' } }), '/apis/k8s.ovn.org/v1/egressfirewalls': { items: null } }, asked: ['/apis', '/apis/k8s.ovn.org/v1/egressfirewalls'] },
  {
    name: 'reads all pages',
    answers: { '/apis': served({ 'k8s.ovn.org': { egressfirewalls: 'Namespaced' } }), '/apis/k8s.ovn.org/v1/egressfirewalls': { ...list('app/a'), metadata: { continue: 'more' } }, '/apis/k8s.ovn.org/v1/egressfirewalls?more': list('app/b') },
    objects: ['egressfirewalls.k8s.ovn.org app/a uid-a/3', 'egressfirewalls.k8s.ovn.org app/b uid-b/3'],
    asked: ['/apis', '/apis/k8s.ovn.org/v1/egressfirewalls', '/apis/k8s.ovn.org/v1/egressfirewalls?more'],
  },
  {
    name: 'reads Calico\'s objects once, though two groups show them',
    answers: { '/apis': served({ ...calico, 'projectcalico.org': { networkpolicies: 'Namespaced', globalnetworkpolicies: 'Cluster' } }), [networkPolicies]: list(), [globalPolicies]: list() },
    asked: ['/apis', networkPolicies, globalPolicies],
  },
  {
    name: 'reads Calico\'s newer group where it is alone',
    answers: { '/apis': served({ 'projectcalico.org': { globalnetworkpolicies: 'Cluster' } }), '/apis/projectcalico.org/v1/globalnetworkpolicies': list('deny') },
    objects: ['globalnetworkpolicies.projectcalico.org /deny uid-deny/3'],
    asked: ['/apis', '/apis/projectcalico.org/v1/globalnetworkpolicies'],
  },
  {
    name: 'tries all kinds of a group where the server tells groups alone',
    answers: { '/apis': { groups: [{ name: 'cilium.io', versions: [{ version: 'v2' }, { version: 'v2alpha1' }] }] }, '/apis/cilium.io/v2/ciliumnetworkpolicies': list('app/a') },
    objects: ['ciliumnetworkpolicies.cilium.io app/a uid-a/3'],
    asked: ['/apis', '/apis/cilium.io/v2/ciliumnetworkpolicies', '/apis/cilium.io/v2/ciliumclusterwidenetworkpolicies'],
  },
  {
    name: 'looks namespace by namespace where it may not look everywhere',
    answers: { '/apis': served(calico), [networkPolicies]: 403, '/apis/crd.projectcalico.org/v1/namespaces/app/networkpolicies': list('app/a'), '/apis/crd.projectcalico.org/v1/namespaces/data/networkpolicies': list(), [globalPolicies]: list() },
    objects: ['networkpolicies.crd.projectcalico.org app/a uid-a/3'],
    asked: ['/apis', networkPolicies, globalPolicies, '/apis/crd.projectcalico.org/v1/namespaces/app/networkpolicies', '/apis/crd.projectcalico.org/v1/namespaces/data/networkpolicies'],
  },
  { name: 'says what it may not list', answers: { '/apis': served(calico), [networkPolicies]: list(), [globalPolicies]: 403 }, unreadable: ['globalnetworkpolicies.crd.projectcalico.org'], asked: ['/apis', networkPolicies, globalPolicies] },
  { name: 'says what cannot be listed, whoever should serve it', answers: { '/apis': served(calico), [networkPolicies]: list(), [globalPolicies]: 503 }, unreadable: ['globalnetworkpolicies.crd.projectcalico.org'], asked: ['/apis', networkPolicies, globalPolicies] },
  { name: 'says what answers something else', answers: { '/apis': served(calico), [networkPolicies]: list(), [globalPolicies]: { items: [{}] } }, unreadable: ['globalnetworkpolicies.crd.projectcalico.org'], asked: ['/apis', networkPolicies, globalPolicies] },
  { name: 'says that it knows nothing where it may not ask what is served', answers: { '/apis': 403 }, unreadable: ['policies of other kinds'], asked: ['/apis'] },
];

describe('createOtherPolicyReader()', () => {
  for (const { name, answers, objects = [], unreadable = [], asked } of cases) {
    it(name, async () => {
      const fake = server(answers);
      const found = await createOtherPolicyReader(fake.api, ['app', 'data'])();
      expect(found.objects.map(({ resource, namespace = '', name: own, version }) => `${resource} ${namespace}/${own} ${version}`)).to.deep.equal(objects);
      expect(found.unreadable).to.deep.equal(unreadable);
      expect(fake.asked.toSorted()).to.deep.equal([...asked].toSorted());
    });
  }

  it('finds out once what is served, and lists each time', async () => {
    const { api, asked } = server({ '/apis': served(calico), [networkPolicies]: list(), [globalPolicies]: list() });
    const read = createOtherPolicyReader(api, []);
    await read();
    await read();
    expect(asked.filter((path) => path === '/apis')).to.have.length(1);
    expect(asked).to.have.length(5);
  });

  it('takes the resource version where an object has no generation', async () => {
    const { api } = server({ '/apis': served(calico), [networkPolicies]: { items: [{ metadata: { name: 'a', namespace: 'app', uid: 'u', resourceVersion: '7' } }] }, [globalPolicies]: list() });
    expect((await createOtherPolicyReader(api, [])()).objects.map(({ version }) => version)).to.deep.equal(['u/7']);
  });

  for (const path of ['/apis', globalPolicies]) {
    it(`fails where nobody answers ${path}: that is no refusal`, async () => {
      const { api } = server({ '/apis': served(calico), [networkPolicies]: list(), [path]: 0 });
      expect(await rejection(createOtherPolicyReader(api, [])())).to.be.instanceOf(ClusterUnreachableError);
    });
  }
});
