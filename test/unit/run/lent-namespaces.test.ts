import { expect } from 'chai';
import { NetproofError } from '../../../src/errors.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { admitOwnPods, checkLentNamespaces, controlPoliciesIn } from '../../../src/run/lent-namespaces.ts';
import type { Lent } from '../../../src/run/lent-namespaces.ts';
import { aPlan } from '../../support/plan.ts';
import { aNamespace, aSelecting, aSelector, aService, aSnapshot } from '../../support/snapshot.ts';

const guests = { allowAutoscaled: false };
const plan = aPlan({}, { controlNamespace: 'ops' });
const everything = aSelector({});
const lent: Lent = { controlNamespace: 'ops', canaryNamespace: 'cage' };
const guarded = aPlan({}, { controlNamespace: 'ops', canary: { namespace: 'cage' } });
const admit = (fields: Partial<Snapshot>) => admitOwnPods(guarded, aSnapshot(fields), guests, lent);
const inCage = { namespace: 'cage' };

describe('checkLentNamespaces()', () => {
  const namespaces = [aNamespace('ops'), aNamespace('cage'), aNamespace('old', { terminating: true })];
  for (const taken of [{}, { controlNamespace: 'ops' }, { canaryNamespace: 'cage' }, lent]) {
    it(`takes ${JSON.stringify(taken)}`, () => expect(() => checkLentNamespaces(taken, { namespaces })).not.to.throw());
  }
  const refused: readonly [lent: Lent, why: string][] = [
    [{ controlNamespace: 'opps' }, '--control-namespace opps: there is no such namespace'],
    [{ controlNamespace: 'old' }, '--control-namespace old: it is being deleted'],
    [{ canaryNamespace: 'opps' }, '--canary-namespace opps: there is no such namespace'],
    [{ controlNamespace: 'ops', canaryNamespace: 'ops' }, '--canary-namespace ops: the controls need another'],
  ];
  for (const [asked, why] of refused) {
    it(`refuses ${JSON.stringify(asked)}`, () => expect(() => checkLentNamespaces(asked, { namespaces })).to.throw(NetproofError, `Cannot use ${why}`).with.property('code', 'ERR_USAGE'));
  }
});

describe('admitOwnPods()', () => {
  it('changes nothing where nothing there would see them', () => {
    expect(admit({ selecting: [aSelecting('ReplicaSet', 'rs', everything, { namespace: 'default' }), aSelecting('NetworkPolicy', 'deny', everything)] })).to.deep.equal(guarded);
  });

  it('keeps a controller from adopting them, and leaves the guests alone', () => {
    const admitted = admitOwnPods(plan, aSnapshot({ selecting: [aSelecting('ReplicaSet', 'rs', everything, { namespace: 'ops' })] }), guests, lent);
    expect(new Set(admitted.pods.map(({ role, adoptableBy }) => `${role} ${adoptableBy}`))).to.deep.equal(new Set(['source undefined', 'stand-in undefined', 'control-source ReplicaSet rs', 'control-stand-in ReplicaSet rs']));
  });

  const refused: readonly [name: string, fields: Partial<Snapshot>, why: string][] = [
    ['a Service that selects them, since they carry no gate', { services: [aService('s', { namespace: 'ops', selector: { 'netproof.dev/control': 'stand-in' } })] }, 'Service s would send real traffic to them'],
    ['a scaler that counts them', { selecting: [aSelecting('HorizontalPodAutoscaler', 'h', everything, { namespace: 'ops' })] }, 'HorizontalPodAutoscaler h counts pods with these labels; --allow-autoscaled accepts that'],
  ];
  for (const [name, fields, why] of refused) {
    it(`refuses ${name}`, () => expect(() => admit(fields)).to.throw(NetproofError, `Cannot run control pods in namespace "ops": ${why}`));
  }

  const caged: readonly [name: string, fields: Partial<Snapshot>, why: string][] = [
    ['a policy that selects guarded pods', { selecting: [aSelecting('NetworkPolicy', 'deny', everything, inCage)] }, "NetworkPolicy deny selects them beside the canary's own"],
    ['a policy that selects all our pods', { selecting: [aSelecting('NetworkPolicy', 'deny', aSelector({ 'netproof.dev/probe': 'true' }), inCage)] }, "NetworkPolicy deny selects them beside the canary's own"],
    ['a Service that selects guarded pods', { services: [aService('s', { ...inCage, selector: { 'netproof.dev/canary': 'server' } })] }, 'Service s would send real traffic to them'],
  ];
  for (const [name, fields, why] of caged) {
    it(`refuses ${name}`, () => expect(() => admit(fields)).to.throw(NetproofError, `Cannot run the canary's pods in namespace "cage": ${why}`));
  }

  it("takes the policies of another run's canary", () => {
    const others = aSelecting('NetworkPolicy', 'netproof-run2-ingress', aSelector({ 'netproof.dev/canary': 'server', 'netproof.dev/run': 'run2' }), inCage);
    expect(admit({ selecting: [others] })).to.deep.equal(guarded);
  });

  it('refuses a namespace for the canary in which the matrix has ends', () => {
    const at = guarded.pods.find(({ role }) => role === 'source')?.namespace ?? '';
    const same = aPlan({}, { controlNamespace: 'ops', canary: { namespace: at } });
    expect(() => admitOwnPods(same, aSnapshot(), guests, { canaryNamespace: at })).to.throw(NetproofError, `Cannot use --canary-namespace ${at}: the matrix has ends there`);
  });

  it('asks nothing of namespaces that are made for the run', () => expect(admitOwnPods(guarded, aSnapshot({ selecting: [aSelecting('NetworkPolicy', 'deny', everything, inCage)] }), guests, {})).to.equal(guarded));
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
