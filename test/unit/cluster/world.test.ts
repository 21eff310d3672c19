import type { V1NetworkPolicy, V1NetworkPolicySpec } from '@kubernetes/client-node';
import { expect } from 'chai';
import { applyPolicy, deletePolicy, giveOrders, labelNamespace, labelPod } from '../../../src/cluster/world.ts';
import type { WrittenManifest } from '../../../src/cluster/world.ts';
import { NetproofError } from '../../../src/errors.ts';
import { rejection } from '../../support/rejection.ts';
import { worldApi } from '../../support/world-api.ts';

const peer = { namespaceSelector: { matchLabels: { ns: 'y' } }, podSelector: { matchExpressions: [{ key: 'pod', operator: 'In', values: ['b'] }] } };
const manifest = (spec: Readonly<Record<string, unknown>> = { podSelector: { matchLabels: { pod: 'a' } }, policyTypes: ['Ingress'], ingress: [{ from: [peer], ports: [{ protocol: 'TCP', port: 8080 }] }] }): WrittenManifest => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: 'n', name: 'p' }, spec });

const filling = (spec: Partial<V1NetworkPolicySpec>) => (policy: V1NetworkPolicy): V1NetworkPolicy => Object.assign(policy, { spec: Object.assign(policy.spec ?? {}, spec) });

describe('applyPolicy()', () => {
  it('hands on whom a rule admits: the client calls it otherwise, and would leave it out without a word', async () => {
    const { api, policies } = worldApi();
    await applyPolicy(api, manifest());
    expect(JSON.parse(JSON.stringify(policies.get('n/p')))).to.have.deep.nested.property('spec.ingress[0]._from', [peer]);
  });

  const specs: readonly { readonly name: string; readonly spec: Readonly<Record<string, unknown>> }[] = [
    { name: 'exceptions of a block', spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }] } },
    { name: 'a range of ports, and a port by name', spec: { podSelector: {}, ingress: [{ ports: [{ port: 8000, endPort: 8080 }, { protocol: 'UDP', port: 'dns' }] }] } },
    { name: 'an empty rule, which admits everybody', spec: { podSelector: {}, ingress: [{}] } },
    { name: 'no rule, which admits nobody', spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
  ];
  for (const { name, spec } of specs) {
    it(`hands on ${name}, and takes it for the same`, async () => {
      const { api, policies } = worldApi();
      await applyPolicy(api, manifest(spec));
      expect(JSON.parse(JSON.stringify(policies.get('n/p')?.spec))).to.deep.equal(spec);
    });
  }

  it('puts it in the place of one that has its name', async () => {
    const { api, asked, policies } = worldApi();
    await applyPolicy(api, manifest());
    await applyPolicy(api, manifest({ podSelector: {} }));
    expect([asked, policies.get('n/p')?.spec?.podSelector?.matchLabels]).to.deep.equal([['create n/p', 'create n/p', 'replace n/p'], undefined]);
  });

  it('takes defaults that the API server fills in for what was asked', async () => {
    const { api } = worldApi({ admit: filling({ policyTypes: ['Ingress'] }) });
    await applyPolicy(api, manifest({ podSelector: {}, ingress: [] }));
  });

  const altered: readonly { readonly name: string; readonly spec: Partial<V1NetworkPolicySpec> }[] = [
    { name: 'selects other pods', spec: { podSelector: {} } },
    { name: 'holds for another direction, too', spec: { policyTypes: ['Ingress', 'Egress'] } },
    { name: 'admits everybody', spec: { ingress: [{}] } },
    { name: 'has one rule more', spec: { ingress: [{ _from: [peer], ports: [{ protocol: 'TCP', port: 8080 }] }, { _from: [peer] }] } },
  ];
  for (const { name, spec } of altered) {
    it(`refuses to go on where after admission it ${name}`, async () => {
      const { api } = worldApi({ admit: filling(spec) });
      const error = await rejection(applyPolicy(api, manifest()));
      expect(error).to.be.instanceOf(NetproofError).with.property('code', 'ERR_REFUSED');
      expect(error.message).to.equal('Cannot apply NetworkPolicy "n/p": admission changed what it says; exempt netproof\'s namespaces');
    });
  }

  it('says what it could not do', async () => expect((await rejection(applyPolicy(worldApi({ refuses: 403 }).api, manifest()))).message).to.equal('Cannot apply NetworkPolicy "n/p": status 403'));
});

describe('deletePolicy()', () => {
  it('does not mind one that is gone', async () => {
    const { api, asked } = worldApi();
    await deletePolicy(api, { namespace: 'n', name: 'p' });
    expect(asked).to.deep.equal(['delete n/p']);
  });

  it('minds everything else', async () => expect((await rejection(deletePolicy(worldApi({ refuses: 500 }).api, { namespace: 'n', name: 'p' }))).message).to.equal('Cannot remove NetworkPolicy "n/p": status 500'));
});

describe('labels that admission changes', () => {
  const cases = [
    { name: 'sets otherwise', asked: { team: 'red' }, relabel: () => ({ team: 'blue' }) },
    { name: 'drops', asked: { team: 'red' }, relabel: () => ({}) },
    { name: 'puts back', asked: { team: null }, relabel: () => ({ team: 'red' }) },
  ];
  for (const { name, asked, relabel } of cases) {
    for (const [kind, label] of [['pod', labelPod], ['namespace', (...[api, { name: one }, labels]: Parameters<typeof labelPod>) => labelNamespace(api, one, labels)]] as const) {
      it(`are refused where it ${name} one of a ${kind}`, async () => {
        expect((await rejection(label(worldApi({ relabel }).api, { namespace: 'n', name: 'p' }, asked))).message).to.match(/^Cannot label .*: admission changed team; exempt netproof's namespaces$/);
      });
    }
  }

  it('are its own where they are others', async () => {
    await labelPod(worldApi({ relabel: (labels) => ({ ...labels, injected: 'yes' }) }).api, { namespace: 'n', name: 'p' }, { team: 'red', app: null });
  });
});

describe('what is changed of pods and namespaces', () => {
  const changes: readonly { readonly name: string; readonly change: (world: ReturnType<typeof worldApi>) => Promise<void>; readonly asks: string; readonly action: string }[] = [
    { name: 'a label of a pod', change: ({ api }) => labelPod(api, { namespace: 'n', name: 'p' }, { a: 'b', c: null }), asks: 'patch pod n/p {"labels":{"a":"b","c":null}}', action: 'label pod "n/p"' },
    { name: 'a label of a namespace', change: ({ api }) => labelNamespace(api, 'n', { a: null }), asks: 'patch namespace n {"labels":{"a":null}}', action: 'label namespace "n"' },
    { name: 'orders for a pod', change: ({ api }) => giveOrders(api, { namespace: 'n', name: 'p' }, { number: 3, dials: [] }), asks: 'patch pod n/p {"annotations":{"netproof.dev/orders":"{\\"number\\":3,\\"dials\\":[]}"}}', action: 'give orders to pod "n/p"' },
  ];
  for (const { name, change, asks, action } of changes) {
    it(name, async () => {
      const world = worldApi();
      await change(world);
      expect(world.asked).to.deep.equal([asks]);
      expect((await rejection(change(worldApi({ refuses: 403 })))).message).to.equal(`Cannot ${action}: status 403`);
    });
  }
});
