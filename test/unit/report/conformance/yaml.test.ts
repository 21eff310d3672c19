import { expect } from 'chai';
import { parse } from 'yaml';
import { conformanceYaml } from '../../../../src/report/conformance/yaml.ts';
import { steering } from '../reports.ts';
import { cases, hostile, mixed, resultOf } from './results.ts';

describe('conformanceYaml()', () => {
  const implementation = { organization: 'Example', project: 'example-cni', url: 'https://example.com', version: '1.20', contact: ['@example/net'] };

  it('is a report that one attaches to a release', () => {
    expect(conformanceYaml(mixed(), { implementation }).split('\n')).to.deep.equal([
      'apiVersion: netproof.dev/v1alpha1',
      'kind: ConformanceReport',
      'date: 2026-11-22T03:04:05.678Z',
      'netproofVersion: 0.1.0',
      'kubernetesVersion: v1.34.2',
      'implementation:',
      '  organization: Example',
      '  project: example-cni',
      '  url: https://example.com',
      '  version: "1.20"',
      '  contact:',
      '    - "@example/net"',
      'profile: standard',
      'result: failure',
      'summary: "This cluster does not enforce NetworkPolicy as it is specified: 1 case leaks and 1 case over-blocks, of 5."',
      'cluster:',
      '  nodes: 2',
      '  families:',
      '    - IPv4',
      'statistics:',
      '  cases: 5',
      '  enforced: 1',
      '  leaks: 1',
      '  overBlocks: 1',
      '  notTestable: 2',
      '  cells: 3120',
      '  attempts: 245000',
      '  seconds: 104',
      'features:',
      '  supported:',
      '    - name: peers by pod',
      '      cases: 1',
      '      toBlock:',
      '        medianMs: 12',
      '        maxMs: 12',
      '      toAllow:',
      '        medianMs: 30',
      '        maxMs: 30',
      '  failed:',
      '    - name: peers by namespace and pod',
      '      enforced: 0',
      '      leaks: 1',
      '      overBlocks: 0',
      '      notTestable: 0',
      '    - name: startup',
      '      enforced: 0',
      '      leaks: 0',
      '      overBlocks: 1',
      '      notTestable: 0',
      '      exposureMs: 0',
      '  notTestable:',
      '    - name: reuse of addresses',
      '      enforced: 0',
      '      notTestable: 1',
      '      reason: "another pod gets the address of y/b: the address was not given again in 20 s"',
      '    - name: families',
      '      enforced: 0',
      '      notTestable: 1',
      '      reason: "apply x/ipv6: this cluster has no IPv6"',
      '    - name: SCTP',
      '      enforced: 0',
      '      notTestable: 0',
      '      reason: probes do not speak it',
      'failingCases:',
      '  - case: peers/namespace-and-pod',
      '    title: namespaceSelector and podSelector in one peer must both match',
      '    feature: peers by namespace and pod',
      '    outcome: leaks',
      '    reason: "apply x/from-y-b: y/a -> x/a.1 TCP/8080 IPv4 is open, and 1 more"',
      '  - case: startup/burst',
      '    title: fresh pods are protected <from> their first instant & reach what is allowed',
      '    feature: startup',
      '    outcome: over-blocks',
      '    reason: "start 5 pods like x/a: x/a.1 -> y/b TCP/8080 IPv6 is closed"',
      '',
    ]);
  });

  const words = [
    { name: 'success', result: resultOf([cases.enforced, cases.beyond]) },
    { name: 'partial', result: resultOf([cases.enforced, cases.owed]) },
    { name: 'failure', result: resultOf([cases.leaking, cases.owed], { brokeOff: 'x' }) },
  ];
  for (const { name, result } of words) it(`calls it a ${name}`, () => expect(parse(conformanceYaml(result, { implementation: {} }))).to.have.property('result', name));

  it('says nothing of an implementation of which nothing was said', () => expect(parse(conformanceYaml(mixed(), { implementation: {} }))).to.not.have.property('implementation'));

  it('says that the run broke off', () => expect(parse(conformanceYaml(mixed({ brokeOff: 'no API' }), { implementation }))).to.have.property('brokeOff', 'no API'));

  it('is YAML whatever a cluster says, and does not steer a terminal', () => {
    const text = conformanceYaml(hostile(), { implementation });
    expect(parse(text)).to.have.nested.property('failingCases').with.length(2);
    expect(text).to.not.match(steering);
  });
});
