import { expect } from 'chai';
import { NetproofError } from '../../../src/errors.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { admitControls, checkControlNamespace, controlPoliciesIn } from '../../../src/run/control-namespace.ts';
import { aPlan } from '../../support/plan.ts';
import { aNamespace, aSelecting, aSelector, aService, aSnapshot } from '../../support/snapshot.ts';

const guests = { allowAutoscaled: false };
const plan = aPlan({}, { controlNamespace: 'ops' });
const everything = aSelector({});
const admit = (fields: Partial<Snapshot>) => admitControls(plan, aSnapshot(fields), guests);

describe('checkControlNamespace()', () => {
  const namespaces = [aNamespace('ops'), aNamespace('old', { terminating: true })];
  it('takes one that is there', () => expect(() => checkControlNamespace('ops', { namespaces })).not.to.throw());
  for (const [name, why] of [['opps', 'there is no such namespace'], ['old', 'it is being deleted']] as const) {
    it(`refuses "${name}"`, () => expect(() => checkControlNamespace(name, { namespaces })).to.throw(NetproofError, `Cannot use --control-namespace ${name}: ${why}`).with.property('code', 'ERR_USAGE'));
  }
});

describe('admitControls()', () => {
  it('changes nothing where nothing there would see them', () => {
    expect(admit({ selecting: [aSelecting('ReplicaSet', 'rs', everything, { namespace: 'default' })] })).to.deep.equal(plan);
  });

  it('keeps a controller from adopting them, and leaves the guests alone', () => {
    const admitted = admit({ selecting: [aSelecting('ReplicaSet', 'rs', everything, { namespace: 'ops' })] });
    expect(new Set(admitted.pods.map(({ role, adoptableBy }) => `${role} ${adoptableBy}`))).to.deep.equal(new Set(['source undefined', 'stand-in undefined', 'control-source ReplicaSet rs', 'control-stand-in ReplicaSet rs']));
  });

  const refused: readonly [name: string, fields: Partial<Snapshot>, why: string][] = [
    ['a Service that selects them, since they carry no gate', { services: [aService('s', { namespace: 'ops', selector: { 'netproof.dev/control': 'stand-in' } })] }, 'Service s would send real traffic to them'],
    ['a scaler that counts them', { selecting: [aSelecting('HorizontalPodAutoscaler', 'h', everything, { namespace: 'ops' })] }, 'HorizontalPodAutoscaler h counts pods with these labels; --allow-autoscaled accepts that'],
  ];
  for (const [name, fields, why] of refused) {
    it(`refuses ${name}`, () => expect(() => admit(fields)).to.throw(NetproofError, `Cannot run control pods in namespace "ops": ${why}`));
  }
});

describe('controlPoliciesIn()', () => {
  const policy = (name: string, selector = everything, namespace = 'ops') => aSelecting('NetworkPolicy', name, selector, { namespace });
  const cases: readonly [name: string, policies: ReturnType<typeof policy>[], found: readonly string[]][] = [
    ['selects everything there', [policy('deny')], ['ops/deny']],
    ['selects everything elsewhere', [policy('deny', everything, 'default')], []],
    ['selects one role of them', [policy('p', aSelector({ 'netproof.dev/control': 'source' }))], ['ops/p']],
    ['selects the label of all our pods', [policy('p', aSelector({ 'netproof.dev/probe': 'true' }))], ['ops/p']],
    ['selects what only a guest wears', [policy('p', aSelector({ app: 'web' }))], []],
  ];
  for (const [name, policies, found] of cases) {
    it(`finds ${found.length === 0 ? 'none' : found.join()} where a policy ${name}`, () => expect(controlPoliciesIn(policies, plan)).to.deep.equal(found));
  }
});
