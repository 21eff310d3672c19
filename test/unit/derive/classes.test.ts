import { expect } from 'chai';
import * as fc from 'fast-check';
import { blocksIn, spansBetween } from '../../../src/derive/atoms.ts';
import { classesOf, endpointOf } from '../../../src/derive/classes.ts';
import type { PodClass } from '../../../src/derive/classes.ts';
import type { PodTemplate } from '../../../src/world/world.ts';
import type { NetworkPolicy } from '../../../src/model/network-policy.ts';
import { evaluate } from '../../../src/policy/evaluate.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import { policiesFrom } from '../../support/policies.ts';
import { ips, worlds } from './worlds.ts';

const classify = (pods: readonly PodTemplate[], policies: readonly NetworkPolicy[]): PodClass[] => classesOf(pods, policies, spansBetween(blocksIn(policies)));
const aPod = (fields: Partial<PodTemplate>): PodTemplate => ({ namespace: 'x', labels: { app: 'web' }, ports: [], ips: ['10.0.0.1'], serviceAccount: 'default', called: 'web', ...fields });
const http = { name: 'http', protocol: 'TCP', port: 80 } as const;

const cases: readonly { name: string; spec?: string; other: Partial<PodTemplate>; classes: 1 | 2 }[] = [
  { name: 'replicas', other: { ips: ['10.0.0.2'] }, classes: 1 },
  { name: 'releases of one workload', other: { labels: { app: 'web', 'pod-template-hash': 'abc' } }, classes: 1 },
  { name: 'where they run', other: { labels: { app: 'web', 'topology.kubernetes.io/zone': 'a' } }, classes: 1 },
  { name: 'where they run, where a policy asks for it', spec: 'podSelector: {matchLabels: {topology.kubernetes.io/zone: a}}', other: { labels: { app: 'web', 'topology.kubernetes.io/zone': 'a' } }, classes: 2 },
  { name: 'labels', other: { labels: { tier: 'a', app: 'web' } }, classes: 2 },
  { name: 'generated labels that a policy asks for', spec: 'podSelector: {matchLabels: {pod-template-hash: abc}}', other: { labels: { app: 'web', 'pod-template-hash': 'abc' } }, classes: 2 },
  { name: 'generated labels that a peer asks for', spec: '{podSelector: {}, ingress: [{from: [{podSelector: {matchExpressions: [{key: job-name, operator: Exists}]}}]}]}', other: { labels: { app: 'web', 'job-name': 'j' } }, classes: 2 },
  { name: 'namespaces', other: { namespace: 'y' }, classes: 2 },
  { name: 'service accounts', other: { serviceAccount: 'builder' }, classes: 2 },
  { name: 'declared ports', other: { ports: [http] }, classes: 2 },
  { name: 'what they are called', other: { called: 'web-canary' }, classes: 1 },
  { name: 'a block between them', spec: '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/31}}]}]}', other: { ips: ['10.0.0.2'] }, classes: 2 },
  { name: 'a block around them', spec: '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}]}', other: { ips: ['10.0.0.2'] }, classes: 1 },
  { name: 'no address yet, where no policy speaks of addresses', other: { ips: [] }, classes: 1 },
  { name: 'no address yet, where one does', spec: '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]}', other: { ips: [] }, classes: 2 },
];

describe('classesOf()', () => {
  for (const { name, spec = '{}', other, classes } of cases) {
    it(`${classes === 1 ? 'overlooks' : 'minds'} ${name}`, () => expect(classify([aPod({}), aPod(other)], policiesFrom({ 'x/p': spec }))).to.have.lengthOf(classes));
  }

  it('overlooks the order of labels and of ports', () => {
    const ports = [http, { ...http, protocol: 'UDP' as const }];
    expect(classify([aPod({ labels: { a: '1', b: '2' }, ports }), aPod({ labels: { b: '2', a: '1' }, ports: ports.toReversed() })], [])).to.have.lengthOf(1);
  });

  it('lets the first speak for all, without its generated labels, and counts them', () => {
    const pods = ['a', 'b', 'c'].map((hash, at) => aPod({ called: `web-${hash}`, labels: { 'pod-template-hash': hash, app: 'web' }, ips: [`10.0.0.${at}`] }));
    expect(classify(pods, [])).to.deep.equal([{ ...aPod({ called: 'web-a', ips: ['10.0.0.0'] }), pods: 3 }]);
  });

  it('puts together only pods that policy cannot tell apart, as source and as target', () => {
    fc.assert(
      fc.property(worlds, ips, ({ pods, policies, namespaces }, elsewhere) => {
        const index = indexPolicies({ policies, namespaces });
        const say = (source: PodTemplate, target: PodTemplate): unknown =>
          [80, 81, 90].map((port) => {
            const { verdict, basis, reason } = evaluate({ source: endpointOf(source), target: endpointOf(target), port, protocol: 'TCP' }, index);
            return { verdict, basis, reason };
          });
        for (const pod of pods) {
          const twin = { ...pod, ips: elsewhere };
          if (classify([pod, twin], policies).length > 1) continue;
          for (const other of pods) {
            expect(say(twin, other)).to.deep.equal(say(pod, other));
            expect(say(other, twin)).to.deep.equal(say(other, pod));
          }
        }
      }),
      { numRuns: 300 },
    );
  }).timeout(20_000);
});

describe('endpointOf()', () => {
  it('keeps ports that have a name: others cannot be named', () =>
    expect(endpointOf(aPod({ ports: [http, { name: '', protocol: 'TCP', port: 9090 }] }))).to.deep.equal({ kind: 'pod', namespace: 'x', labels: { app: 'web' }, ports: [http], ips: ['10.0.0.1'], hostNetwork: false }));
});
