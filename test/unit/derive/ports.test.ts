import { expect } from 'chai';
import { portsOf } from '../../../src/derive/ports.ts';
import type { Port } from '../../../src/derive/ports.ts';
import type { NamedPort, PodEndpoint } from '../../../src/policy/endpoint.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import { policiesFrom } from '../../support/policies.ts';

const anEnd = (namespace: string, app: string, ports: readonly NamedPort[] = []): PodEndpoint => ({ kind: 'pod', namespace, labels: { app }, ports, ips: ['10.0.0.1'], hostNetwork: false });
const spelled = (ports: readonly Port[]): string => ports.map(({ protocol, port }) => `${protocol}/${port}`).join(' ');
const web = anEnd('x', 'web', [{ name: 'http', protocol: 'TCP', port: 8080 }]);

const cases: readonly { name: string; spec: string; policy?: string; declared?: readonly Port[]; expected: string }[] = [
  { name: 'one that nobody names', spec: '{}', expected: 'TCP/7717' },
  { name: 'those that its pods declare, in order, each once', spec: '{}', declared: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }, { protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 25 }], expected: 'TCP/25 TCP/53 UDP/53 TCP/7717' },
  { name: 'those that its own ingress rules name', spec: '{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 443}, {port: 53, protocol: UDP}]}]}', expected: 'UDP/53 TCP/443 TCP/7717' },
  { name: 'none that rules of others name', spec: '{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: 443}]}]}', expected: 'TCP/7717' },
  { name: 'what a name means on it', spec: '{podSelector: {}, ingress: [{ports: [{port: http}]}]}', expected: 'TCP/7717 TCP/8080' },
  { name: 'nothing for a name that it does not have', spec: '{podSelector: {}, ingress: [{ports: [{port: grpc}]}]}', expected: 'TCP/7717' },
  { name: 'both ends of a range', spec: '{podSelector: {}, ingress: [{ports: [{port: 9000, endPort: 9005}]}]}', expected: 'TCP/7717 TCP/9000 TCP/9005' },
  { name: 'nothing for a protocol without a port', spec: '{podSelector: {}, ingress: [{ports: [{protocol: UDP}]}]}', expected: 'TCP/7717' },
  { name: 'another spare port where a rule names the first', spec: '{podSelector: {}, ingress: [{ports: [{port: 7717}]}]}', expected: 'TCP/7717 TCP/7718' },
  { name: 'those that egress to it names', spec: '{podSelector: {}, egress: [{to: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 443}, {port: http}]}]}', expected: 'TCP/443 TCP/7717 TCP/8080' },
  { name: 'none that egress to others names', spec: '{podSelector: {}, egress: [{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 443}]}]}', expected: 'TCP/7717' },
  { name: 'none that egress to everybody names: that says nothing of it', spec: '{podSelector: {}, egress: [{ports: [{port: 443}]}]}', expected: 'TCP/7717' },
  { name: 'none that egress to a block of addresses names', spec: '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 443}]}]}', expected: 'TCP/7717' },
  { name: 'those of egress to a block or to it', spec: '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}, {podSelector: {}}], ports: [{port: 443}]}]}', expected: 'TCP/443 TCP/7717' },
  { name: 'those of egress from another namespace of the matrix', policy: 'y/p', spec: '{podSelector: {}, egress: [{to: [{namespaceSelector: {}}], ports: [{port: 443}]}]}', expected: 'TCP/443 TCP/7717' },
  { name: 'none of egress from a namespace that the matrix is not about', policy: 'z/p', spec: '{podSelector: {}, egress: [{to: [{namespaceSelector: {}}], ports: [{port: 443}]}]}', expected: 'TCP/7717' },
];

describe('portsOf()', () => {
  for (const { name, spec, policy = 'x/p', declared = [], expected } of cases) {
    it(`has ${name}`, () => {
      const index = indexPolicies({ policies: policiesFrom({ [policy]: spec }), namespaces: [] });
      expect(spelled(portsOf([anEnd('x', 'cache'), web], index, ['x', 'y'])(1, declared))).to.equal(expected);
    });
  }
});
