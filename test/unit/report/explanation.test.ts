import { expect } from 'chai';
import { explain } from '../../../src/explain/explain.ts';
import { explanationJson, explanationText } from '../../../src/report/explanation.ts';
import { createPaint } from '../../../src/report/paint.ts';
import type { World } from '../../../src/world/world.ts';
import { aLivePod, aLiveService, aLiveWorld, worldOfText } from '../../support/live-world.ts';
import type { Policies } from '../../support/policies.ts';

const pods = [aLivePod('shop/web-1'), aLivePod('shop/web-2', { ips: ['10.244.1.11'] }), aLivePod('data/db-1', { ips: ['10.244.1.20'] })];
const world = (policies: Policies = {}, fields: Partial<World> = {}): World => ({ ...aLiveWorld({ policies, pods, services: [aLiveService('data/db', { ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 5432 }] })] }), ...fields });

const textOf = (source: string, target: string, own: World): string[] => explanationText(explain({ source, target }, own), createPaint(false)).split('\n');
/** What follows from a step, or from all. */
const endOf = (source: string, target: string, own: World): string[] => textOf(source, target, own).filter((line) => /^(?:Verdict|Basis|Hint|Note|Case| {3}->)/.test(line));

const either = `
spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}, {podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}, {port: 5433}]}]}`;
const filed = worldOfText(
  `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: closed, namespace: data}, spec: {podSelector: {}}}
---
{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: api, namespace: data}, spec: {podSelector: {matchLabels: {app: api}}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: in, namespace: data}${either}`,
);

describe('explanationText()', () => {
  it('tells who they are, one end after the other, and what follows', () => {
    expect(textOf('shop/app=other', 'data/app=db:5432', filed)).to.deep.equal([
      'shop/app=other -> data/app=db:5432',
      '',
      'Source   a pod of shop with app=other',
      'Target   a pod of data with app=db, TCP port 5432',
      '',
      '1. May the source send it? (egress)',
      '   No policy selects the source for egress: nothing restricts it.',
      '   -> yes',
      '',
      '2. May the target receive it? (ingress)',
      '   data/closed selects the target (every pod) f0.yaml:1:1',
      '     It has no ingress rule: by itself, nothing gets in.',
      '   data/in selects the target (pods with app=db) f0.yaml:5:1',
      '     rule 1 lets it in',
      '       yes  from all pods in namespace shop',
      '       no   or from pods with app=web in data - the source is in shop, and app is "other"',
      '       yes  and on TCP/5432',
      '       no   or on TCP/5433',
      '   data/api does not select the target: it wants app=api, and app is "db"',
      '   -> yes: by rule 1 of data/in',
      '',
      'Verdict  allowed: the source may send it, and the target may receive it',
      'Basis    specified: every CNI has to do this',
      'Hint     if you expected it to be closed: its from has a namespaceSelector and a podSelector as two items, and either is enough: for both, write them as one item',
      'Note     there is no namespace shop: it is taken for one without labels but its name',
      '',
    ]);
  });

  it('tells what a rule without peers and ports means, and why policy has no say', () => {
    expect(textOf('shop/web', '203.0.113.10', world({ 'shop/out': '{podSelector: {}, policyTypes: [Egress], egress: [{}]}' })).slice(2)).to.deep.equal([
      'Source   web of shop (2 pods that no policy tells apart), with app=web, 10.244.1.10',
      'Target   203.0.113.10, every port',
      '',
      '1. May the source send it? (egress)',
      '   shop/out selects the source (every pod) shop/out:1:1',
      '     rule 1 lets something out',
      '       yes  to anybody',
      '       yes  and on every port',
      '   -> every port',
      '',
      '2. May the target receive it? (ingress)',
      '   The target is no pod of this cluster, and NetworkPolicies restrict pods only.',
      '   -> every port',
      '',
      'Verdict  open: every port',
      '',
    ]);
  });

  it('names what is dialled and what is behind it', () => {
    expect(textOf('node:node-2', 'service:data/db:80', world()).slice(2, 4)).to.deep.equal(['Source   node node-2, 192.0.2.2', 'Target   db of data, with app=db, 10.244.1.20, TCP port 5432, behind port 80 of Service data/db (10.96.0.80)']);
  });

  const none = { 'shop/out': '{podSelector: {}, policyTypes: [Egress]}' };
  const closed = { 'data/in': '{podSelector: {}, policyTypes: [Ingress]}' };
  const block = { 'data/in': '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.244.0.0/16}}], ports: [{port: 5432}]}]}' };
  for (const { name, target = 'data/db:5432', own, expected } of [
    { name: 'a source that may not send', own: world(none), expected: ['   -> no: it is isolated, and no rule lets it out', '   -> yes', 'Verdict  denied: the target may receive it, but the source may not send it', 'Basis    specified: every CNI has to do this'] },
    { name: 'a target that may not receive', own: world(closed), expected: ['   -> yes', '   -> no: it is isolated, and no rule lets it in', 'Verdict  denied: the source may send it, but the target may not receive it', 'Basis    specified: every CNI has to do this'] },
    { name: 'both, and how many policies', own: world({ ...none, ...closed, 'data/too': closed['data/in'] }), expected: ['   -> no: it is isolated, and no rule lets it out', '   -> no: 2 policies isolate it, and no rule lets it in', 'Verdict  denied: neither may the source send it, nor the target receive it', 'Basis    specified: every CNI has to do this'] },
    { name: 'what is left open', own: world(block), expected: ['   -> yes', '   -> yes: by rule 1 of data/in', 'Verdict  allowed: the source may send it, and the target may receive it', 'Basis    undefined: the specification leaves open whether an ipBlock matches addresses of pods'] },
    {
      name: 'policies of other kinds',
      own: world(closed, { otherPolicies: { objects: [], unreadable: ['globalnetworkpolicies.crd.projectcalico.org'] } }),
      expected: ['   -> yes', '   -> no: it is isolated, and no rule lets it in', 'Verdict  denied: the source may send it, but the target may not receive it', 'Basis    undefined: globalnetworkpolicies.crd.projectcalico.org may not be listed: if there are any, they may decide, too'],
    },
    { name: 'no port', target: 'data/db', own: world(closed), expected: ['   -> every port', '   -> no port', 'Verdict  no port is open'] },
    { name: 'ports that are left open', target: 'data/db', own: world(block), expected: ['   -> every port', '   -> TCP/5432', 'Verdict  no port is open; undefined: TCP/5432', 'Basis    undefined: the specification leaves open whether an ipBlock matches addresses of pods'] },
  ]) {
    it(`concludes ${name}`, () => expect(endOf('shop/web', target, own)).to.deep.equal(expected));
  }

  it('counts cases where there are several', () => {
    const own = world({ 'shop/one': '{podSelector: {matchLabels: {track: canary}}, policyTypes: [Egress]}' }, { pods: [...pods, aLivePod('shop/web-3', { labels: { app: 'web', track: 'canary' } })] });
    expect(endOf('shop/web', 'data/db:5432', own).filter((line) => /^(?:Case|Verdict)/.test(line))).to.deep.equal([
      'Case 1 of 2',
      'Verdict  allowed: the source may send it, and the target may receive it',
      'Case 2 of 2',
      'Verdict  denied: the target may receive it, but the source may not send it',
    ]);
  });

  it('names a few of the policies that select others, and counts the rest', () => {
    const others = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`data/p${at}`, `{podSelector: {matchLabels: {app: a${at}}}}`]));
    const lines = textOf('shop/web', 'data/db:5432', world(others)).filter((line) => /does not select|nor do/.test(line));
    expect(lines).to.have.length(6);
    expect(lines.at(-1)).to.equal('   nor do 2 more policies');
  });

  it('is coloured where it is wanted', () => {
    const explanation = explain({ source: 'shop/web', target: 'data/db:5432' }, world(closed));
    expect(explanationText(explanation, createPaint(true))).to.include('\u001b[31mdenied\u001b[39m');
    expect(explanationText(explanation, createPaint(false))).not.to.include('\u001b');
  });
});

describe('explanationJson()', () => {
  it('is the whole explanation', () => {
    const explanation = explain({ source: 'shop/web', target: 'data/db:5432' }, world());
    expect(JSON.parse(explanationJson(explanation))).to.deep.equal(JSON.parse(JSON.stringify(explanation)));
    expect(Object.keys(explanation)).to.deep.equal(['source', 'target', 'cases', 'remarks']);
  });
});
