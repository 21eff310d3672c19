import { expect } from 'chai';
import { changesBetween, targetRecords } from '../../../src/interpret/changes.ts';
import type { PodPlan } from '../../../src/model/plan.ts';
import type { Watched } from '../../../src/model/snapshot.ts';
import type { EndpointSliceState, NamespaceState, NodeState, OtherPolicy, PodState, Selecting } from '../../../src/model/snapshot.ts';
import { recordingOf } from '../../support/recording.ts';

const { plan: matrixPlan } = recordingOf({ cells: [{ liveness: 'readiness', pods: ['redis-0'] }] });
const guarded: PodPlan = { namespace: 'canary', name: 'g', role: 'source', serves: [], labels: { 'netproof.dev/run': 'r' }, node: 'n1', listen: [], gated: false };
const plan = { ...matrixPlan, pods: [...matrixPlan.pods, guarded], canary: { namespace: 'canary', nodes: [], services: [] } };

const pod = (about: Partial<PodState> = {}): PodState => ({
  namespace: 'data',
  name: 'redis-0',
  uid: 'uid-redis-0',
  labels: { app: 'redis', tier: 'db' },
  node: 'n2',
  ips: ['10.0.2.1'],
  running: true,
  finished: false,
  terminating: false,
  hostNetwork: false,
  ready: true,
  restarts: 0,
  readySince: '2027-01-15T07:00:00Z',
  readiness: [{ port: 6379, blindMs: 30_000 }],
  ports: [],
  serviceAccount: 'default',
  ...about,
});
const namespace = (about: Partial<NamespaceState> = {}): NamespaceState => ({ name: 'data', uid: 'u', labels: { team: 'a', env: 'b' }, terminating: false, ...about });
const node = (about: Partial<NodeState> = {}): NodeState => ({ name: 'n1', ready: true, schedulable: true, addresses: [], providerId: '', ...about });
const policy = (about: Partial<Selecting> = {}): Selecting => ({ kind: 'NetworkPolicy', namespace: 'data', name: 'p', selector: { matchLabels: {}, matchExpressions: [] }, version: '1', ...about });
const slice = (addresses: Readonly<Record<string, boolean>>, name = 'redis-abc'): EndpointSliceState => ({
  namespace: 'data',
  name,
  service: 'redis',
  ports: [],
  endpoints: Object.entries(addresses).map(([address, ready]) => ({ addresses: [address], ready })),
});

const other = (about: Partial<OtherPolicy> = {}): OtherPolicy => ({ resource: 'networkpolicies.crd.projectcalico.org', namespace: 'data', name: 'o', version: '1', ...about });
const { namespace: _, ...global } = other({ resource: 'globalnetworkpolicies.crd.projectcalico.org', name: 'g' });

const calm: Watched = { namespaces: [namespace()], nodes: [node()], pods: [pod()], endpointSlices: [slice({ '10.0.2.1': true })], policies: [policy()], otherPolicies: { objects: [other(), global], unreadable: ['k'] } };

describe('changesBetween()', () => {
  interface Case {
    readonly name: string;
    readonly after: Partial<Watched>;
    /** Kind, name and detail of each change. */
    readonly changes: readonly string[];
  }
  const cases: readonly Case[] = [
    { name: 'nothing changed', after: {}, changes: [] },
    { name: 'a policy was edited', after: { policies: [policy({ version: '2' })] }, changes: ['policy data p changed'] },
    { name: 'a policy was deleted', after: { policies: [] }, changes: ['policy data p disappeared'] },
    { name: 'a policy was added', after: { policies: [policy(), policy({ name: 'q' })] }, changes: ['policy data q appeared'] },
    { name: 'a policy of the same name was added elsewhere', after: { policies: [policy(), policy({ namespace: 'app' })] }, changes: ['policy app p appeared'] },
    { name: 'the namespace of the canary has come', after: { namespaces: [namespace(), namespace({ name: 'canary' })], policies: [policy()] }, changes: [] },
    { name: "somebody's policy came into the canary's namespace", after: { policies: [policy(), policy({ namespace: 'canary', name: 'default' })] }, changes: ['policy canary default appeared'] },
    { name: "another run's policies came into the canary's namespace", after: { policies: [policy(), policy({ namespace: 'canary', name: 'other', selector: { matchLabels: { 'netproof.dev/run': 'q' }, matchExpressions: [] } })] }, changes: [] },
    { name: 'a policy of another kind was edited', after: { otherPolicies: { objects: [other({ version: '2' }), global], unreadable: ['k'] } }, changes: ['other-policy data o (networkpolicies.crd.projectcalico.org) changed'] },
    { name: 'one for the whole cluster was deleted', after: { otherPolicies: { objects: [other()], unreadable: ['k'] } }, changes: ['other-policy  g (globalnetworkpolicies.crd.projectcalico.org) disappeared'] },
    { name: 'one of the same name came in another namespace', after: { otherPolicies: { objects: [other(), other({ namespace: 'app' }), global], unreadable: ['k'] } }, changes: ['other-policy app o (networkpolicies.crd.projectcalico.org) appeared'] },
    { name: 'one of the same name came of another kind', after: { otherPolicies: { objects: [other(), other({ resource: 'x' }), global], unreadable: ['k'] } }, changes: ['other-policy data o (x) appeared'] },
    { name: 'a kind may no longer be listed', after: { otherPolicies: { objects: [other()], unreadable: ['k', global.resource] } }, changes: ['other-policy  globalnetworkpolicies.crd.projectcalico.org could not be listed again, so that any of them may have changed'] },
    { name: 'a kind may be listed at last, and what was there before is not known', after: { otherPolicies: { objects: [other(), global, other({ resource: 'k' })], unreadable: [] } }, changes: [] },
    { name: 'a namespace got another label', after: { namespaces: [namespace({ labels: { team: 'b', env: 'b' } })] }, changes: ['namespace-labels data data changed'] },
    { name: 'labels came in another order', after: { namespaces: [namespace({ labels: { env: 'b', team: 'a' } })], pods: [pod({ labels: { tier: 'db', app: 'redis' } })] }, changes: [] },
    { name: 'a namespace is being deleted', after: { namespaces: [namespace({ terminating: true })] }, changes: ['namespace-labels data data changed'] },
    { name: 'our own control namespace appeared', after: { namespaces: [namespace(), namespace({ name: plan.controlNamespace })] }, changes: [] },
    { name: 'a target pod was deleted', after: { pods: [] }, changes: ['target-pod data redis-0 disappeared'] },
    { name: 'a target pod was replaced under the same name', after: { pods: [pod({ uid: 'other' })] }, changes: ['target-pod data redis-0 disappeared'] },
    { name: 'a target pod got another address', after: { pods: [pod({ ips: ['10.0.2.9'] })] }, changes: ['target-pod data redis-0 changed'] },
    { name: 'a container of a target pod was started again', after: { pods: [pod({ restarts: 1 })] }, changes: ['target-pod data redis-0 changed'] },
    { name: 'a target pod was relabelled', after: { pods: [pod({ labels: { app: 'other' } })] }, changes: ['target-pod data redis-0 changed'] },
    { name: 'a target pod is being deleted', after: { pods: [pod({ terminating: true })] }, changes: ['target-pod data redis-0 changed'] },
    { name: 'a pod that is no target was deleted', after: { pods: [pod(), pod({ uid: 'stranger', name: 'stranger' })] }, changes: [] },
    { name: 'an endpoint became unready', after: { endpointSlices: [slice({ '10.0.2.1': false })] }, changes: ['endpoints data redis disappeared'] },
    { name: 'an endpoint came', after: { endpointSlices: [slice({ '10.0.2.1': true, '10.0.2.2': true })] }, changes: ['endpoints data redis changed'] },
    { name: 'a guest of ours is listed as not ready', after: { endpointSlices: [slice({ '10.0.2.1': true, '10.0.9.9': false })] }, changes: [] },
    { name: 'an endpoint moved to another slice', after: { endpointSlices: [slice({}), slice({ '10.0.2.1': true }, 'redis-xyz')] }, changes: [] },
    { name: 'a node is no longer ready', after: { nodes: [node({ ready: false })] }, changes: ['node  n1 changed'] },
    { name: 'a node went', after: { nodes: [] }, changes: ['node  n1 disappeared'] },
    { name: 'a node joined', after: { nodes: [node(), node({ name: 'n9' })] }, changes: [] },
    { name: 'a node was cordoned', after: { nodes: [node({ schedulable: false })] }, changes: [] },
  ];
  for (const { name, after, changes } of cases) {
    it(`finds ${changes.length === 0 ? 'nothing' : changes.join(', ')} where ${name}`, () => {
      const found = changesBetween(calm, { ...calm, ...after }, plan);
      expect(found.map(({ what, namespace: where = '', name: which, detail }) => `${what} ${where} ${which} ${detail}`)).to.deep.equal(changes);
    });
  }
});

describe('targetRecords()', () => {
  const cases: readonly [name: string, before: PodState, after: readonly PodState[], held: boolean][] = [
    ['was ready at both times', pod(), [pod()], true],
    ['was not ready at first', pod({ ready: false }), [pod()], false],
    ['is not ready in the end', pod(), [pod({ ready: false })], false],
    ['wavered in between', pod(), [pod({ readySince: '2027-01-15T08:00:01Z' })], false],
    ['is gone', pod(), [], false],
    ['was replaced under the same name', pod(), [pod({ uid: 'other' })], false],
  ];
  for (const [name, before, after, held] of cases) {
    it(`says that readiness ${held ? 'held' : 'did not hold'} where the pod ${name}`, () => {
      expect(targetRecords([before], after, plan)).to.deep.equal([{ namespace: 'data', name: 'redis-0', uid: 'uid-redis-0', readyThroughout: held }]);
    });
  }

  it('leaves out pods that are no target', () => {
    expect(targetRecords([pod({ uid: 'stranger' })], [], plan)).to.deep.equal([]);
  });
});
