import { expect } from 'chai';
import type { NetworkPolicy, Peer } from '../../../src/model/network-policy.ts';
import type { Selecting, ServiceState } from '../../../src/model/snapshot.ts';
import { reviewGuest, toldApart } from '../../../src/plan/guests.ts';
import type { GuestReview } from '../../../src/plan/guests.ts';
import { aSelecting, aSelector, aService, aSnapshot } from '../../support/snapshot.ts';

const web = aSelector({ app: 'web' });
const all = aSelector({});
const review = (selecting: Selecting[], services: ServiceState[] = [], allowAutoscaled = false): GuestReview =>
  reviewGuest('default', { app: 'web', tier: 'front' }, aSnapshot({ selecting, services }), { allowAutoscaled });

const frozen = (who: string): string => `${who} would adopt our pod unless we carry a controller reference, and that reference would freeze PodDisruptionBudget budget`;
const ours = (what: string): string => `${what} selects on netproof.dev/probe, the label that all our pods carry`;

const refusals: readonly { name: string; selecting?: Selecting[]; services?: ServiceState[]; allowAutoscaled?: boolean; expected: string[] }[] = [
  { name: 'lets in where nothing selects', expected: [] },
  { name: 'lets in under a policy', selecting: [aSelecting('NetworkPolicy', 'deny', all)], expected: [] },
  { name: 'lets in under a budget alone', selecting: [aSelecting('PodDisruptionBudget', 'budget', web)], expected: [] },
  { name: 'lets in before a controller alone', selecting: [aSelecting('ReplicaSet', 'rs', web)], expected: [] },
  { name: 'lets in beside a Deployment, which does not adopt', selecting: [aSelecting('Deployment', 'web', web), aSelecting('PodDisruptionBudget', 'budget', web)], expected: [] },
  ...(['ReplicaSet', 'DaemonSet', 'StatefulSet', 'ReplicationController'] as const).map((kind) => ({
    name: `refuses where a ${kind} and a budget match`,
    selecting: [aSelecting(kind, 'c', web), aSelecting('PodDisruptionBudget', 'budget', all)],
    expected: [frozen(`${kind} c`)],
  })),
  { name: 'lets in where controller and budget of another namespace match', selecting: [aSelecting('ReplicaSet', 'c', web, { namespace: 'app' }), aSelecting('PodDisruptionBudget', 'budget', web, { namespace: 'app' })], expected: [] },
  { name: 'lets in where the budget selects other labels', selecting: [aSelecting('ReplicaSet', 'c', web), aSelecting('PodDisruptionBudget', 'budget', aSelector({ app: 'shop' }))], expected: [] },
  { name: 'lets in where the ReplicaSet wants its hash as well', selecting: [aSelecting('ReplicaSet', 'c', aSelector({ app: 'web', 'pod-template-hash': 'x' })), aSelecting('PodDisruptionBudget', 'budget', web)], expected: [] },
  { name: 'refuses under a HorizontalPodAutoscaler', selecting: [aSelecting('HorizontalPodAutoscaler', 'hpa', web)], expected: ['HorizontalPodAutoscaler hpa counts pods with these labels; --allow-autoscaled accepts that'] },
  { name: 'lets in under a HorizontalPodAutoscaler if told so', selecting: [aSelecting('HorizontalPodAutoscaler', 'hpa', web)], allowAutoscaled: true, expected: [] },
  { name: 'lets in behind a Service', services: [aService('web')], expected: [] },
  { name: 'refuses behind a Service that publishes addresses that are not ready', services: [aService('web', { publishNotReadyAddresses: true })], expected: ['Service web publishes addresses that are not ready, so it would send real traffic to our pod'] },
  { name: 'lets in where such a Service selects others', services: [aService('shop', { publishNotReadyAddresses: true })], expected: [] },
  { name: 'lets in where such a Service has an empty selector', services: [aService('web', { publishNotReadyAddresses: true, selector: {} })], expected: [] },
  { name: 'lets in where such a Service is of another namespace', services: [aService('web', { namespace: 'app', publishNotReadyAddresses: true })], expected: [] },
  { name: 'refuses where a policy selects on our label', selecting: [aSelecting('NetworkPolicy', 'p', aSelector({ 'netproof.dev/probe': 'true' }))], expected: [ours('NetworkPolicy p')] },
  { name: 'refuses where a policy leaves our label out', selecting: [aSelecting('NetworkPolicy', 'p', aSelector({}, [{ key: 'netproof.dev/probe', operator: 'DoesNotExist', values: [] }]))], expected: [ours('NetworkPolicy p')] },
  { name: 'refuses where a Service selects on our label', services: [aService('s', { selector: { app: 'web', 'netproof.dev/probe': 'true' } })], expected: [ours('Service s')] },
];

describe('reviewGuest()', () => {
  for (const { name, selecting = [], services = [], allowAutoscaled = false, expected } of refusals) {
    it(name, () => expect(review(selecting, services, allowAutoscaled).refusals).to.deep.equal(expected));
  }

  it('names the controller that would adopt, and none where none would', () => {
    expect(review([aSelecting('Deployment', 'web', web), aSelecting('DaemonSet', 'agent', web)]).adoptableBy).to.equal('DaemonSet agent');
    expect(review([aSelecting('Deployment', 'web', web)])).not.to.have.property('adoptableBy');
  });

  it('lists everything that would see the guest, and nothing else', () => {
    const selecting = [aSelecting('NetworkPolicy', 'deny', all), aSelecting('NetworkPolicy', 'shop', aSelector({ app: 'shop' })), aSelecting('PodDisruptionBudget', 'budget', web), aSelecting('NetworkPolicy', 'far', all, { namespace: 'app' })];
    expect(review(selecting, [aService('web'), aService('shop')]).touches.map(({ kind, name, effect }) => `${kind} ${name}: ${effect}`)).to.deep.equal([
      'NetworkPolicy deny: applies to it, which is what is being tested',
      'PodDisruptionBudget budget: counts it as a pod that is not ready',
      'Service web: lists it as not ready and sends nothing to it',
    ]);
  });
});

const from = (...peers: readonly Peer[]): Partial<NetworkPolicy> => ({ ingress: [{ peers: [], ports: [] }, { peers, ports: [] }] });

describe('toldApart()', () => {
  const noProbe = aSelector({ app: 'web' }, [{ key: 'netproof.dev/probe', operator: 'DoesNotExist', values: [] }]);
  const policy = (name: string, fields: Partial<NetworkPolicy>): NetworkPolicy => ({ namespace: 'default', name, podSelector: all, ...fields });

  const rows: readonly { readonly name: string; readonly policies: readonly NetworkPolicy[]; readonly found: readonly string[] }[] = [
    { name: 'nothing where nobody asks for the label', policies: [policy('deny', { ingress: [] }), policy('web', from({ podSelector: web })), policy('all', from({ namespaceSelector: all })), policy('block', from({ ipBlock: { cidr: '10.0.0.0/8', except: [] } }))], found: [] },
    { name: 'a policy that lets in everybody but probes', policies: [policy('web', from({ podSelector: web }, { podSelector: noProbe }))], found: ['default/web'] },
    { name: 'a policy that lets out probes alone', policies: [policy('out', { egress: [{ peers: [{ podSelector: aSelector({ 'netproof.dev/probe': 'true' }) }], ports: [] }] }), policy('deny', { ingress: [] })], found: ['default/out'] },
  ];
  for (const { name, policies, found } of rows) {
    it(`names ${name}`, () => expect(toldApart(policies)).to.deep.equal(found.map((one) => `NetworkPolicy ${one} tells probes from workloads, by netproof.dev/probe, the label that all our pods carry`)));
  }
});
