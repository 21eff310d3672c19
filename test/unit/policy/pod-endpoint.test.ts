import { expect } from 'chai';
import type { PodState } from '../../../src/model/snapshot.ts';
import type { PodEndpoint } from '../../../src/policy/endpoint.ts';
import { toEndpoint } from '../../../src/policy/pod-endpoint.ts';
import { aPod } from '../../support/snapshot.ts';

const http = { name: 'http', protocol: 'TCP', port: 8080 } as const;

const pods: readonly { name: string; fields: Partial<PodState>; expected: Partial<PodEndpoint> }[] = [
  { name: 'a running pod', fields: {}, expected: {} },
  { name: 'named ports, and none without a name', fields: { ports: [{ name: '', protocol: 'TCP', port: 80 }, http, { ...http, protocol: 'SCTP' }] }, expected: { ports: [http, { ...http, protocol: 'SCTP' }] } },
  { name: 'a pod that waits for its address', fields: { running: false, ips: [] }, expected: { ips: [] } },
  { name: 'a pod that terminates', fields: { terminating: true }, expected: {} },
  { name: "a pod on its node's network", fields: { hostNetwork: true }, expected: { hostNetwork: true } },
  { name: 'both addresses', fields: { ips: ['10.0.0.1', 'fd00::1'] }, expected: { ips: ['10.0.0.1', 'fd00::1'] } },
];

describe('toEndpoint()', () => {
  const usual: PodEndpoint = { kind: 'pod', namespace: 'default', name: 'web', labels: { app: 'web' }, ports: [], ips: ['10.0.0.10'], hostNetwork: false, node: 'node-1' };

  for (const { name, fields, expected } of pods) it(`knows ${name}`, () => expect(toEndpoint(aPod('web', fields))).to.deep.equal({ ...usual, ...expected }));

  it('knows no node of a pod that has none yet', () => expect(toEndpoint(aPod('web', { node: '' }))).not.to.have.property('node'));

  it('knows nothing of a pod that has finished, even while it terminates', () => {
    expect(toEndpoint(aPod('web', { finished: true }))).to.equal(undefined);
    expect(toEndpoint(aPod('web', { finished: true, terminating: true }))).to.equal(undefined);
  });
});
