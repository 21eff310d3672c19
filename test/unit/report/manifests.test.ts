import { expect } from 'chai';
import { parseManifest } from '../../../src/manifests/policies.ts';
import { describeManifests } from '../../../src/report/manifests.ts';

const policy = (name: string, spec: string): string => `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: ${name}, spec: ${spec}}`;

describe('describeManifests()', () => {
  it('gives each policy a line: where it stands, whom it isolates, and in which directions', () => {
    const expressions = '[{key: tier, operator: In, values: [a, b]}, {key: b, operator: NotIn, values: [c]}, {key: d, operator: Exists}, {key: e, operator: DoesNotExist}]';
    const text = [
      policy('{name: deny, namespace: data}', '{podSelector: {}, policyTypes: [Ingress, Egress]}'),
      policy('{name: redis}', `{podSelector: {matchLabels: {app: redis}, matchExpressions: ${expressions}}}`),
      '{apiVersion: v1, kind: Pod}',
    ].join('\n---\n');

    expect(describeManifests([parseManifest(text, 'a.yaml'), parseManifest('{apiVersion: v1, kind: Pod}', 'b.yaml')])).to.equal(
      [
        'a.yaml:1:1: data/deny isolates every pod for Ingress and Egress',
        'a.yaml:3:1: redis isolates pods app=redis,tier in (a,b),b notin (c),d,!e for Ingress',
        '2 other objects passed over',
        '',
      ].join('\n'),
    );
  });

  it('counts one as one, and none not at all', () => {
    expect(describeManifests([parseManifest('{apiVersion: v1, kind: Pod}', 'f')])).to.equal('1 other object passed over\n');
    expect(describeManifests([parseManifest(policy('{name: p}', '{}'), 'f')])).to.equal('f:1:1: p isolates every pod for Ingress\n');
  });
});
