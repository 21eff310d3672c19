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
  { name: 'speaks of pods alone', given: aCase(plain, '* -> x/a'), roster: 'plain' },
  { name: 'speaks of the Service', given: aCase(plain, 'y/a -> x/a by Service'), roster: 'plain' },
  { name: 'has ports in a policy', given: aCase({ ...plain, ingress: [{ ports: [{ port: 8080 }] }] }, '* -> x/a'), roster: 'full' },
  { name: 'expects something of a protocol', given: aCase(plain, '* -> x/a UDP'), roster: 'full' },
  { name: 'expects something of a port', given: aCase(plain, '* -> x/a TCP/8081'), roster: 'full' },
  { name: 'expects something of a family', given: aCase(plain, '* -> x/a IPv6'), roster: 'full' },
  { name: 'has ports only as the value of a label', given: aCase({ podSelector: { matchLabels: { app: 'ports' } } }, '* -> x/a'), roster: 'plain' },
];

describe('rosterOf()', () => {
  for (const { name, given, roster } of rows) it(`${roster} for a case that ${name}`, () => expect(rosterOf(given)).to.equal(roster));
});
