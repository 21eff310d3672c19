import { expect } from 'chai';
import type { ServiceDocument } from '../../../src/manifests/services.ts';
import { readManifests } from '../../../src/manifests/world.ts';
import { formatMistake } from '../../../src/yaml/document.ts';

const read = (spec: string) => readManifests([{ file: 'f', text: `{apiVersion: v1, kind: Service, metadata: {name: s}, spec: ${spec}}` }]);

const usual: ServiceDocument = { namespace: 'default', name: 's', origin: { file: 'f', line: 1, column: 1 }, clusterIps: [], ports: [] };

const specs: readonly { name: string; spec: string; expected: Partial<ServiceDocument> }[] = [
  { name: 'nothing said', spec: 'null', expected: {} },
  { name: 'a selector', spec: '{selector: {app: web}}', expected: { selector: { app: 'web' } } },
  { name: 'an empty selector, which selects nothing', spec: '{selector: {}}', expected: {} },
  { name: 'ports that lead to the same, to another and to a named one', spec: '{ports: [{port: 80}, {name: b, port: 81, targetPort: 8081, protocol: UDP}, {port: 82, targetPort: http}]}', expected: {
    ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 80 }, { name: 'b', transport: 'UDP', port: 81, targetPort: 8081 }, { name: '', transport: 'TCP', port: 82, targetPort: 'http' }],
  } },
  { name: 'a port by SCTP, without it', spec: '{ports: [{port: 9, protocol: SCTP}, {port: 80}]}', expected: { ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 80 }] } },
  { name: 'an address that was written down', spec: '{clusterIP: 10.96.0.7}', expected: { clusterIps: ['10.96.0.7'] } },
  { name: 'two addresses', spec: '{clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, "fd00::7"]}', expected: { clusterIps: ['10.96.0.7', 'fd00::7'] } },
  { name: 'an address that is left to the cluster', spec: '{clusterIP: "", clusterIPs: null}', expected: {} },
  { name: 'no address on purpose', spec: '{clusterIP: None}', expected: {} },
  { name: 'no address on purpose, as read from a cluster', spec: '{clusterIP: None, clusterIPs: [None]}', expected: {} },
];

describe('readService()', () => {
  for (const { name, spec, expected } of specs) {
    it(`reads a Service with ${name}`, () => {
      const { world, mistakes, others } = read(spec);
      expect({ services: world.services, mistakes, others: others.size }).to.deep.equal({ services: [{ ...usual, ...expected }], mistakes: [], others: 0 });
    });
  }

  for (const { name, spec, expected } of [
    { name: 'a port without a number', spec: '{ports: [{name: a}]}', expected: 'f:1:69: spec.ports.0.port: is missing' },
    { name: 'a target in quotes', spec: '{ports: [{port: 80, targetPort: "80"}]}', expected: "f:1:80: spec.ports.0.targetPort: must be a number from 1 to 65535 without quotes, or a port's name" },
    { name: 'an address that nobody can have', spec: '{clusterIP: 10.96.0.300}', expected: 'f:1:61: spec.clusterIP: must be an IPv4 or IPv6 address, None, or empty' },
    { name: 'an address in octal', spec: '{clusterIP: 010.96.0.3}', expected: 'f:1:61: spec.clusterIP: must be an IPv4 or IPv6 address, None, or empty' },
    { name: 'an address of a zone', spec: '{clusterIP: "fe80::1%eth0"}', expected: 'f:1:61: spec.clusterIP: must be an IPv4 or IPv6 address, None, or empty' },
    { name: 'a second address that is none', spec: '{clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, fd00::x]}', expected: 'f:1:107: spec.clusterIPs.1: must be an IPv4 or IPv6 address, None, or empty' },
    { name: 'a selector that is no label', spec: '{selector: {app: 1}}', expected: 'f:1:72: spec.selector.app: Invalid input: expected string, received number' },
  ]) {
    it(`refuses ${name}`, () => {
      const { world, mistakes } = read(spec);
      expect(mistakes.map((mistake) => formatMistake(mistake.file, mistake))).to.deep.equal([expected]);
      expect(world.services).to.deep.equal([]);
    });
  }

  it("passes over what others call a Service", () => {
    const { world, others } = readManifests([{ file: 'f', text: '{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: s}}' }]);
    expect(world.services).to.deep.equal([]);
    expect([...others]).to.deep.equal([['Service', 1]]);
  });
});
