import { expect } from 'chai';
import type { ConformanceCase, PolicyManifest } from '../../../../src/conformance/case/case.ts';
import { rosterOf } from '../../../../src/conformance/case/roster.ts';
import { readCase } from '../../../../src/conformance/case/read.ts';

const aCase = (spec: PolicyManifest['spec'], deny: string): ConformanceCase => {
  const manifest = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace: 'x' }, spec };
  const reading = readCase(JSON.stringify({ title: 't', feature: 'f', profile: 'quick', steps: [{ apply: [manifest], deny: [deny] }] }), 'f/t');
  if ('value' in reading) return reading.value;
  throw new Error(JSON.stringify(reading.mistakes));
};
const plain = { podSelector: {} };

const rows: readonly { readonly name: string; readonly given: ConformanceCase; readonly roster: string }[] = [
  { name: 'speaks of pods alone', given: aCase(plain, '* -> x/a'), roster: 'plain in' },
  { name: 'speaks of the Service', given: aCase(plain, 'y/a -> x/a by Service'), roster: 'plain in' },
  { name: 'has ports in a policy', given: aCase({ ...plain, ingress: [{ ports: [{ port: 8080 }] }] }, '* -> x/a'), roster: 'full in' },
  { name: 'expects something of a protocol', given: aCase(plain, '* -> x/a UDP'), roster: 'full in' },
  { name: 'expects something of a port', given: aCase(plain, '* -> x/a TCP/8081'), roster: 'full in' },
  { name: 'expects something of a family', given: aCase(plain, '* -> x/a IPv6'), roster: 'full in' },
  { name: 'has ports only as the value of a label', given: aCase({ podSelector: { matchLabels: { app: 'ports' } } }, '* -> x/a'), roster: 'plain in' },
  { name: 'has a policy that says no direction', given: aCase(plain, '* -> x/a'), roster: 'plain in' },
  { name: 'has a policy for egress', given: aCase({ ...plain, policyTypes: ['Egress'] }, 'x/a -> *'), roster: 'plain out' },
  { name: 'has a policy for both', given: aCase({ ...plain, policyTypes: ['Ingress', 'Egress'] }, '* -> x/a'), roster: 'plain both' },
  { name: 'has rules for egress, which say both', given: aCase({ ...plain, egress: [{}] }, '* -> x/a'), roster: 'plain both' },
  { name: 'has no rule for egress, which says nothing', given: aCase({ ...plain, egress: [] }, '* -> x/a'), roster: 'plain in' },
];

describe('rosterOf()', () => {
  for (const { name, given, roster } of rows) it(`${roster} for a case that ${name}`, () => expect(rosterOf(given)).to.equal(roster));
});
